"use client";

import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { type CurvePoint, monthEnds } from "./equity-curve.ts";

/** The curve's month ends, newest first, in the page only once asked for. */
export function CurveTable({ points }: { points: readonly CurvePoint[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="min-w-0 flex-1" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer hover:text-foreground">Month ends as a table</summary>
      {isOpen && <MonthEnds points={points} />}
    </details>
  );
}

function MonthEnds({ points }: { points: readonly CurvePoint[] }) {
  const format = useFormat();
  return (
    <section aria-label="Month ends" tabIndex={0} className="mt-2 max-h-60 max-w-md overflow-auto">
      <table className="figures w-full text-right text-data text-foreground">
        <thead className="text-meta text-muted">
          <tr>
            <th className="py-1 pr-3 text-left font-medium">Session</th>
            <th className="py-1 pr-3 font-medium">Equity ($)</th>
            <th className="py-1 font-medium">Drawdown</th>
          </tr>
        </thead>
        <tbody>
          {monthEnds(points)
            .toReversed()
            .map(({ date, equity, drawdown }) => (
              <tr key={date} className="border-t border-separator">
                <td className="py-1 pr-3 text-left">{format.day(date)}</td>
                <td className="py-1 pr-3">{format.number(equity)}</td>
                <td className="py-1">{drawdown === null ? "–" : format.percent(drawdown)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
