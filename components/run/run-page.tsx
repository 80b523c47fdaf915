"use client";

import { useCallback, useState } from "react";
import type { RunState } from "#lib/run/state.ts";
import { useRunStore, useRunView } from "#lib/run-store/use-run.ts";
import { ActivityLog } from "./activity-log.tsx";
import { Announcer } from "./announcer.tsx";
import { PhaseList } from "./phase-list.tsx";
import { RemovedLogPanel } from "./removed-log-panel.tsx";
import { ReplayBar } from "./replay.tsx";
import { RunHeader } from "./run-header.tsx";
import type { RunOrigin } from "./run-origin.ts";
import { StoppedClock } from "./stopped-clock.ts";
import { RefusalNotice } from "./sync-badge.tsx";
import { useAway } from "./use-away.ts";
import { useOpenPhases } from "./use-open-phases.ts";
import { useReplay } from "./use-replay.ts";

interface RunPageProps {
  initial: RunState;
  /** The run as it was at the point that the page's address leads to; null where that is the present. */
  past: RunState | null;
  origin: RunOrigin;
}

/** Of a run that the page knows nothing newer of, nothing moves; of one that is past, every panel shows it. */
const STILL = "[&_.animate-spin]:animate-none [&_.animate-pulse]:animate-none";
const OUT_OF_TOUCH = "[&_.animate-spin]:grayscale [&_[data-status=running]]:grayscale [&_[role=progressbar]]:grayscale";
const PAST = "[&_.panel]:border-dashed [&_.panel]:border-accent";

/** A run in any state, live while it lasts, and as it was at any moment. One layout for all of them. */
export function RunPage({ initial, past, origin }: RunPageProps) {
  const store = useRunStore(initial);
  const replay = useReplay(store, past, origin.removedLog !== null);
  const { shown } = replay;
  const state = useRunView(store, (view) => view.state);
  const sync = useRunView(store, (view) => view.sync);
  const shownState = useRunView(shown, (view) => view.state);
  const asOfMs = useRunView(shown, (view) => view.asOfMs);
  const phases = useOpenPhases();
  const [asked, setAsked] = useState<{ readonly phase: string } | null>(null);
  const noteTaken = useCallback(() => setAsked(null), []);
  // What the address leads to is gone to once: a moment that is shown later is shown for its own sake.
  const [isAddressFollowed, setAddressFollowed] = useState(false);
  const noteFollowed = useCallback(() => setAddressFollowed(true), []);
  useAway(store, replay.isOn);
  // A line of a moment is gone to when the moment has come.
  const isArriving = replay.isOn && replay.store === null;
  const still = asOfMs === null ? "" : `${STILL} ${replay.isOn ? PAST : OUT_OF_TOUCH}`;
  return (
    <StoppedClock value={asOfMs}>
      <div
        data-run={state.runId}
        data-run-status={shownState.status}
        data-seq={shownState.seq}
        className={`flex flex-col lg:min-h-180 lg:h-[calc(100dvh-3.25rem)] print:h-auto print:min-h-0 ${still}`}
      >
        <RefusalNotice sync={sync} />
        <RunHeader store={shown} live={store} {...{ origin, replay }} onOpenPhase={phases.show} />
        <ReplayBar replay={replay} live={store} removed={origin.removedLog} />
        <div className="grid min-h-0 flex-1 gap-4 lg:grid-cols-[minmax(24rem,19fr)_21fr] print:block">
          <PhaseList
            store={shown}
            phases={phases}
            onShowLog={origin.removedLog ? null : (phase) => setAsked({ phase })}
          />
          {origin.removedLog ? (
            <RemovedLogPanel removed={origin.removedLog} />
          ) : (
            <ActivityLog
              store={shown}
              asked={asked}
              onTaken={noteTaken}
              onAddressFollowed={isAddressFollowed || isArriving ? null : noteFollowed}
            />
          )}
        </div>
        <Announcer {...{ state, sync }} />
      </div>
    </StoppedClock>
  );
}
