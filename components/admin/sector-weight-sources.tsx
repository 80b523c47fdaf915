"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import type { Format } from "#lib/format.ts";
import type { SectorTable } from "./sector-tables.ts";

/** Who published which dates; `tables` are newest first. */
export function SectorWeightSources({ tables }: { tables: readonly SectorTable[] }) {
  const format = useFormat();
  const bySource = Map.groupBy(tables, ({ origins }) => origins.join("; "));
  return (
    <ul className="grid gap-0.5 text-meta text-muted">
      {[...bySource].map(([source, of]) => (
        <li key={source}>
          {daysOf(of, format)}: {source}
        </li>
      ))}
    </ul>
  );
}

function daysOf(tables: readonly SectorTable[], format: Format): string {
  const days = tables.map(({ asOf }) => format.day(asOf));
  return days.length < 3 ? days.join(" and ") : `${days.length} dates, ${days.at(-1)} to ${days[0]}`;
}
