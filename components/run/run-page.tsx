"use client";

import { useEffect } from "react";
import type { RunState } from "#lib/run/state.ts";
import { useRunStore, useRunView } from "#lib/run-store/use-run.ts";
import { ActivityLog } from "./activity-log.tsx";
import { Announcer } from "./announcer.tsx";
import { PhaseList } from "./phase-list.tsx";
import { RemovedLogPanel } from "./removed-log-panel.tsx";
import { RunHeader } from "./run-header.tsx";
import type { RunOrigin } from "./run-origin.ts";
import { tabTitle } from "./run-title.ts";
import { RefusalNotice } from "./sync-badge.tsx";

/** A run in any state, live while it lasts. One layout for all of them. */
export function RunPage({ initial, origin }: { initial: RunState; origin: RunOrigin }) {
  const store = useRunStore(initial);
  const state = useRunView(store, (view) => view.state);
  const sync = useRunView(store, (view) => view.sync);
  const title = tabTitle(state);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div
      data-run={state.runId}
      data-run-status={state.status}
      data-seq={state.seq}
      className="flex flex-col lg:h-[calc(100dvh-3.25rem)]"
    >
      <RefusalNotice sync={sync} />
      <RunHeader store={store} live={store} origin={origin} />
      <div className="grid min-h-0 flex-1 gap-4 lg:grid-cols-[minmax(24rem,9fr)_11fr]">
        <PhaseList store={store} />
        {origin.removedLog ? <RemovedLogPanel removed={origin.removedLog} /> : <ActivityLog store={store} />}
      </div>
      <Announcer state={state} />
    </div>
  );
}
