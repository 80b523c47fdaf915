"use client";

import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import { Card } from "./card.tsx";
import { NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import type { Risk } from "./portfolio-data.ts";
import { Segments } from "./segments.tsx";
import { type TailCell, type TailRow, tailRiskRows } from "./tail-risk-rows.ts";

const HORIZONS = [
  { id: "1", name: "1 day" },
  { id: "10", name: "10 days" },
] as const;

/** Value at risk and expected shortfall: three methods, two levels, in per cent of equity and in dollars. */
export function TailRiskCard({ risk }: { risk: Risk }) {
  const format = useFormat();
  const [horizon, setHorizon] = useState<"1" | "10">("1");
  const rows = tailRiskRows(risk, horizon === "1" ? 1 : 10);
  const usual = rows[0]?.cells[0];
  return (
    <Card
      title="Value at risk and expected shortfall"
      aside={<Segments legend="Horizon" choices={HORIZONS} chosen={horizon} onChoose={setHorizon} />}
    >
      <p className="mb-3 text-data text-muted">
        {usual?.share === null || usual === undefined
          ? "How much of the account could be lost over a short time, as far as its past returns tell."
          : `${horizon === "1" ? "On one day in twenty" : "Over ten days, one time in twenty,"} the loss is at least ${format.percent(usual.share)}${usual.dollars === null ? "" : ` (${format.wholeMoney(usual.dollars)})`}, by what these holdings did in the past.`}
      </p>
      <section
        aria-label="Value at risk and expected shortfall, scrollable"
        tabIndex={0}
        className="scroll-hint relative -mx-4 overflow-x-auto px-4"
      >
        <table className="figures w-full min-w-136 text-right text-data">
          <thead className="text-meta text-muted">
            <tr>
              <th rowSpan={2} scope="col" className="pb-1.5 text-left align-bottom font-medium">
                Method
              </th>
              <th colSpan={2} scope="colgroup" className="pl-3 font-medium">
                Value at risk
              </th>
              <th colSpan={2} scope="colgroup" className="pl-3 font-medium">
                Expected shortfall
              </th>
            </tr>
            <tr>
              {["95%", "99%", "95%", "99%"].map((level, index) => (
                <th key={index < 2 ? `var-${level}` : `es-${level}`} scope="col" className="pb-1.5 pl-3 font-medium">
                  {level}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MethodRow key={row.id} {...{ row, risk }} />
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-3 text-meta text-muted">
        {`Losses are positive. From the newest ${risk.tailLength ?? 0} daily returns (at least 250, at most 500) of the holdings as they are now. `}
        {horizon === "10" && "10 days are 1 day × √10, as if one day said nothing about the next."}
      </p>
    </Card>
  );
}

function MethodRow({ row, risk }: { row: TailRow; risk: Risk }) {
  return (
    <tr className="border-t border-separator align-top">
      <th scope="row" className="py-2 pr-2 text-left font-normal">
        <span className="block text-body font-medium">{row.name}</span>
        <span className="block text-meta text-muted">{row.reading}</span>
        {row.reasons.map((reason) => (
          <span key={reason} className="block text-meta text-attention">{`Not known: ${reason}`}</span>
        ))}
      </th>
      {row.cells.map((cell) => (
        <Cell key={cell.field} {...{ cell, row, risk }} />
      ))}
    </tr>
  );
}

const LEVELS: Readonly<Record<string, string>> = {
  Var95: "value at risk 95%",
  Var99: "value at risk 99%",
  Es95: "expected shortfall 95%",
  Es99: "expected shortfall 99%",
};

function Cell({ cell, row, risk }: { cell: TailCell; row: TailRow; risk: Risk }) {
  const format = useFormat();
  const context = { asOf: risk.asOf, n: `${risk.tailLength ?? 0} returns`, runId: risk.runId };
  const name = `${row.name.toLowerCase()} ${LEVELS[cell.field.slice(row.id.length)] ?? ""}`;
  return (
    <td className="py-2 pl-3 whitespace-nowrap">
      <span className="inline-flex items-center gap-1">
        {cell.share === null ? <NotKnown why={row.reasons[0]} /> : format.percent(cell.share)}
        <Definition metric={figureMetric("risk", cell.field)} {...{ name, ...context }} />
      </span>
      {cell.dollars !== null && (
        <span className="block pr-5 text-meta text-muted">{format.wholeMoney(cell.dollars)}</span>
      )}
    </td>
  );
}
