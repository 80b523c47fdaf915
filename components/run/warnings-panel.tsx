"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import type { RunState } from "#lib/run/state.ts";

/** All warnings of a run by phase; a phase's name opens its row, where the lists are. */
export function WarningsPanel({
  state: { phases, logCounts },
  onOpenPhase,
}: {
  state: Pick<RunState, "phases" | "logCounts">;
  onOpenPhase: (id: string) => void;
}) {
  const format = useFormat();
  const warned = phases.filter(({ warnings }) => warnings.length > 0);
  return (
    <ul className="panel mt-2 grid gap-2.5 px-4 py-3 text-data">
      {warned.map(({ id, name, warnings }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => onOpenPhase(id)}
            className="min-h-6 cursor-pointer font-medium text-link hover:underline"
          >
            {name}
          </button>
          <ul className="border-l-2 border-attention pl-3">
            {warnings.map(({ code, message, items }) => (
              <li key={`${code} ${message}`}>
                {message}
                {items.length > 0 && (
                  <span className="text-muted"> · {format.counted(items.length, "entry", "entries")}</span>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li className="text-muted">
        Phases tell each shortfall once. The log has {format.counted(logCounts.warning, "warning line")}: also of single
        symbols, and one where a phase or the run sums up.
      </li>
    </ul>
  );
}
