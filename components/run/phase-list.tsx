"use client";

import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { PhaseRow } from "./phase-row.tsx";
import { standstillText } from "./phase-words.ts";
import { useIsPrinted } from "./use-is-printed.ts";
import type { OpenPhases } from "./use-open-phases.ts";

/** The nine phases in canonical order, there from the first paint. */
export function PhaseList({
  store,
  phases: { open, toggle },
  onShowLog,
}: {
  store: ShownRun;
  phases: OpenPhases;
  /** Null where there is no log to show any more. */
  onShowLog: ((phase: string) => void) | null;
}) {
  const state = useRunView(store, (view) => view.state);
  const clockOffsetMs = useRunView(store, (view) => view.clockOffsetMs);
  const isPrinted = useIsPrinted();
  return (
    <section aria-labelledby="phase-progress" className="panel flex min-h-0 flex-col overflow-hidden">
      <h2
        id="phase-progress"
        className="border-b border-border px-4 py-2.5 text-meta font-semibold tracking-wide text-muted uppercase"
      >
        Phase progress
      </h2>
      {/* Text for screen readers is placed absolutely: it has to scroll with the list, not stretch the page. */}
      <ol className="relative min-h-0 flex-1 overflow-y-auto">
        {state.phases.map((phase) => (
          <PhaseRow
            key={phase.id}
            phase={phase}
            run={state}
            clockOffsetMs={clockOffsetMs}
            standstill={phase.status === "running" ? standstillText(state) : null}
            isPrinted={isPrinted}
            isOpen={open.has(phase.id)}
            onToggle={() => toggle(phase.id)}
            onShowLog={onShowLog}
          />
        ))}
      </ol>
    </section>
  );
}
