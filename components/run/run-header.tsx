"use client";

import { PageHeader } from "#components/frame/page-header.tsx";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { EndingNotice } from "./ending-notice.tsx";
import { FigureStrip } from "./figure-strip.tsx";
import { OverallProgress } from "./overall-progress.tsx";
import { ReplayButton } from "./replay-button.tsx";
import { RunActions } from "./run-actions.tsx";
import type { RunOrigin } from "./run-origin.ts";
import { runTitle } from "./run-title.ts";
import { RunWhereabouts } from "./run-whereabouts.tsx";
import { SyncBadge } from "./sync-badge.tsx";
import type { Replay } from "./use-replay.ts";

interface RunHeaderProps {
  /** The run as the page shows it. */
  store: ShownRun;
  /** The run as it is now: what can be done with it is done now. */
  live: ShownRun;
  origin: RunOrigin;
  replay: Replay;
  onOpenPhase: (id: string) => void;
}

/** What the run is doing, how far it is, what it has come to, whether the page is in sync, and what can be done now. */
export function RunHeader({ store, live, origin, replay, onOpenPhase }: RunHeaderProps) {
  const state = useRunView(store, (view) => view.state);
  const present = useRunView(live, (view) => view.state);
  const presentSync = useRunView(live, (view) => view.sync.kind);
  const sync = useRunView(store, (view) => view.sync);
  const place = useRunView(store, (view) => view.placeInLine);
  const clockOffsetMs = useRunView(store, (view) => view.clockOffsetMs);
  const newestAtMs = useRunView(store, (view) => view.newestAtMs);
  const { title, subtitle } = runTitle(state, place);
  const badge = (
    <>
      <SyncBadge sync={sync} />
      <ReplayButton replay={replay} />
    </>
  );
  return (
    <>
      <PageHeader
        title={title}
        above={<RunWhereabouts {...{ state, origin }} badge={badge} />}
        below={subtitle}
        actions={<RunActions state={present} sync={presentSync} origin={origin} />}
      />
      <EndingNotice {...{ state, origin }} />
      <OverallProgress {...{ state, clockOffsetMs, newestAtMs }} />
      <FigureStrip {...{ state, origin, onOpenPhase }} />
    </>
  );
}
