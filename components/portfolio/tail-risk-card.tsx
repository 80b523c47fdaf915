"use client";

import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import type { Format } from "#lib/format.ts";
import { Card } from "./card.tsx";
import { NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import { NoFigures } from "./no-figures.tsx";
import type { Risk } from "./portfolio-data.ts";
import { Segments } from "./segments.tsx";
import { sharedReason } from "./shared-reason.ts";
import { TAIL_MEASURES, type TailCell, type TailRow, tailRiskRows } from "./tail-risk-rows.ts";

const HORIZONS = [
  { id: "1", name: "1 day" },
  { id: "10", name: "10 days" },
] as const;

/** Value at risk and expected shortfall: three methods, two levels, in per cent of equity and in dollars. */
export function TailRiskCard({ risk }: { risk: Risk }) {
  const [horizon, setHorizon] = useState<"1" | "10">("1");
  const days = horizon === "1" ? 1 : 10;
  const rows = TAIL_MEASURES.flatMap(({ id }) => tailRiskRows(risk, id, days));
  const why = sharedReason(
    rows.flatMap(({ cells, reasons }) => cells.map(({ share }) => ({ value: share, reason: reasons[0] }))),
  );
  return (
    <Card
      title="Value at risk and expected shortfall"
      aside={why === null && <Segments legend="Horizon" choices={HORIZONS} chosen={horizon} onChoose={setHorizon} />}
    >
      {why !== null && <NoFigures what="No value at risk" why={why} />}
      {why === null && <TailTables {...{ risk, days }} />}
    </Card>
  );
}

function TailTables({ risk, days }: { risk: Risk; days: 1 | 10 }) {
  const format = useFormat();
  const usual = tailRiskRows(risk, "Var", days)[0]?.cells[0];
  return (
    <>
      <p className="mb-3 text-data text-muted">{usual && lossText(usual, days, format)}</p>
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
        {TAIL_MEASURES.map((measure) => (
          <MeasureTable key={measure.id} {...{ measure, risk }} rows={tailRiskRows(risk, measure.id, days)} />
        ))}
      </div>
      <p className="mt-3 text-meta text-muted">
        {`As of ${format.day(risk.asOf)}. Losses are positive. From the newest ${risk.tailLength ?? 0} daily returns (at least 250, at most 500) of the holdings as they are now. `}
        {days === 10 && "10 days are 1 day × √10, as if one day said nothing about the next."}
      </p>
    </>
  );
}

/** The first figure of the table in words. */
function lossText({ share, dollars }: TailCell, days: 1 | 10, format: Format): string {
  if (share === null) return "How much of the account could be lost over a short time, as far as past returns tell.";
  const when = days === 1 ? "On one day in twenty" : "Over one in twenty stretches of ten days";
  const amount = dollars === null ? "" : ` (${format.wholeMoney(dollars)})`;
  return `${when} the loss is at least ${format.percent(share)}${amount}, by what these holdings did in the past.`;
}

function MeasureTable(props: { measure: (typeof TAIL_MEASURES)[number]; rows: readonly TailRow[]; risk: Risk }) {
  const { measure, rows, risk } = props;
  return (
    <table className="figures w-full self-start text-right text-data">
      <thead>
        <tr>
          <th scope="col" className="pb-1.5 text-left text-body font-medium">
            {measure.name}
          </th>
          {["95%", "99%"].map((level) => (
            <th key={level} scope="col" className="pr-5 pb-1.5 pl-3 text-meta font-medium text-muted">
              {level}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-t border-separator align-top">
            <th scope="row" className="py-2 pr-2 text-left font-normal">
              <span className="block">{row.name}</span>
              <span className="block text-meta text-muted max-sm:hidden">{row.reading}</span>
              {row.reasons.map((reason) => (
                <span key={reason} className="block text-meta text-attention">{`Not known: ${reason}`}</span>
              ))}
            </th>
            {row.cells.map((cell) => (
              <Cell
                key={cell.field}
                {...{ cell, risk }}
                name={`${row.name.toLowerCase()} ${measure.name.toLowerCase()} ${cell.level}%`}
                why={row.reasons[0]}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: { cell: TailCell; risk: Risk; name: string; why: string | undefined }) {
  const { cell, risk, name, why } = props;
  const format = useFormat();
  const context = { asOf: risk.asOf, n: `${risk.tailLength ?? 0} returns`, runId: risk.runId };
  return (
    <td className="w-24 py-2 pl-3 whitespace-nowrap">
      <span className="inline-flex items-center gap-1">
        {cell.share === null ? <NotKnown why={why} /> : format.percent(cell.share)}
        <Definition metric={figureMetric("risk", cell.field)} {...{ name, ...context }} />
      </span>
      {cell.dollars !== null && (
        <span className="block pr-5 text-meta text-muted">{format.wholeMoney(cell.dollars)}</span>
      )}
    </td>
  );
}
