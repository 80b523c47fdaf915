"use client";

import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { PhaseRow } from "./phase-row.tsx";

/** The nine phases in canonical order, there from the first paint. */
export function PhaseList({ store }: { store: ShownRun }) {
  const phases = useRunView(store, (view) => view.state.phases);
  const usual = useRunView(store, (view) => view.state.usual);
  const resumes = useRunView(store, (view) => view.state.resumes);
  const clockOffsetMs = useRunView(store, (view) => view.clockOffsetMs);
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
        {phases.map((phase) => (
          <PhaseRow key={phase.id} phase={phase} usual={usual} resumes={resumes} clockOffsetMs={clockOffsetMs} />
        ))}
      </ol>
    </section>
  );
}
