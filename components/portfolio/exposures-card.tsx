"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import { Card } from "./card.tsx";
import { NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import type { Session } from "./portfolio-data.ts";

const COLOURS = {
  long: "bg-gain",
  short: "bg-loss",
  cash: "bg-pending",
  plain: "bg-running",
} as const;

/** What the account has at stake: in dollars and as a share of equity. */
export function ExposuresCard({
  last,
  cashPositions,
  hasOptions,
}: {
  last: Session;
  /** What is held in cash and money market positions, in dollars. */
  cashPositions: number;
  hasOptions: boolean;
}) {
  const format = useFormat();
  const rows = [
    { metric: "long-exposure", name: "Long", value: last.longExposure, colour: COLOURS.long },
    { metric: "short-exposure", name: "Short", value: last.shortExposure, colour: COLOURS.short },
    { metric: "gross-exposure", name: "Gross", value: last.grossExposure, colour: COLOURS.plain },
    { metric: "net-exposure", name: "Net", value: last.netExposure, colour: COLOURS.plain },
    { metric: "cash", name: "Cash", value: last.cash, colour: last.cash < 0 ? COLOURS.short : COLOURS.cash },
    {
      metric: "market-value",
      name: "Cash positions",
      value: cashPositions,
      colour: COLOURS.cash,
    },
  ].filter(({ metric, value }) => metric !== "market-value" || Math.abs(value) >= 0.005);
  const widest = Math.max(...rows.map(({ value }) => Math.abs(value)), 1);
  return (
    <Card
      title="Exposures"
      aside={`${format.number(last.longCount, 0)} long · ${format.number(last.shortCount, 0)} short`}
    >
      <table className="figures w-full text-right text-data">
        <thead className="text-meta text-muted">
          <tr>
            <th className="pb-1 text-left font-medium">
              <span className="sr-only">Exposure</span>
            </th>
            <th className="pb-1 font-medium">$</th>
            <th className="w-20 pb-1 font-medium">of equity</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ metric, name, value, colour }) => (
            <tr key={metric} className="border-t border-separator">
              <th scope="row" className="py-1.5 text-left font-normal">
                <span className="flex items-center gap-1.5">
                  {name}
                  <Definition metric={metric} name={name.toLowerCase()} asOf={last.date} runId={last.runId} />
                  {metric === "cash" && last.margin && (
                    <span
                      title="Cash is negative: the account borrows on margin"
                      className="rounded border border-attention px-1 text-meta text-attention"
                    >
                      margin
                    </span>
                  )}
                </span>
                <span
                  aria-hidden
                  className={`mt-0.5 block h-1 rounded-full ${colour}`}
                  style={{ width: `${(100 * Math.abs(value)) / widest}%` }}
                />
              </th>
              <td className="py-1.5 align-top">{format.number(value, 0)}</td>
              <td className="py-1.5 align-top">
                {last.equity > 0 ? format.percent(value / last.equity, 1) : <NotKnown why="equity is not positive" />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasOptions && <p className="mt-2 text-meta text-muted">Options count by delta: as the shares they move like.</p>}
    </Card>
  );
}
