"use client";

import { useState } from "react";
import type { RunState } from "#lib/run/state.ts";
import { useRunStore, useRunView } from "#lib/run-store/use-run.ts";
import { ActivityLog } from "./activity-log.tsx";
import { Announcer } from "./announcer.tsx";
import { PhaseList } from "./phase-list.tsx";
import { RemovedLogPanel } from "./removed-log-panel.tsx";
import { RunHeader } from "./run-header.tsx";
import type { RunOrigin } from "./run-origin.ts";
import { RefusalNotice } from "./sync-badge.tsx";
import { useAway } from "./use-away.ts";
import { useOpenPhases } from "./use-open-phases.ts";

/** A run in any state, live while it lasts. One layout for all of them. */
export function RunPage({ initial, origin }: { initial: RunState; origin: RunOrigin }) {
  const store = useRunStore(initial);
  const state = useRunView(store, (view) => view.state);
  const sync = useRunView(store, (view) => view.sync);
  const phases = useOpenPhases();
  const [asked, setAsked] = useState<{ readonly phase: string } | null>(null);
  useAway(store);
  return (
    <div
      data-run={state.runId}
      data-run-status={state.status}
      data-seq={state.seq}
      className="flex flex-col lg:min-h-180 lg:h-[calc(100dvh-3.25rem)] print:h-auto print:min-h-0"
    >
      <RefusalNotice sync={sync} />
      <RunHeader store={store} live={store} origin={origin} onOpenPhase={phases.show} />
      <div className="grid min-h-0 flex-1 gap-4 lg:grid-cols-[minmax(24rem,9fr)_11fr] print:block">
        <PhaseList
          store={store}
          phases={phases}
          onShowLog={origin.removedLog ? null : (phase) => setAsked({ phase })}
        />
        {origin.removedLog ? (
          <RemovedLogPanel removed={origin.removedLog} />
        ) : (
          <ActivityLog store={store} asked={asked} />
        )}
      </div>
      <Announcer state={state} />
    </div>
  );
}
