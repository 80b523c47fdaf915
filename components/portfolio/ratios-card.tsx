"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import { Card } from "./card.tsx";
import { FigureRow } from "./figure-row.tsx";
import { NoFigures } from "./no-figures.tsx";
import type { Risk, Session, WorstDrawdown } from "./portfolio-data.ts";
import { captureReading, drawdownReading, ratioReading } from "./ratio-reading.ts";
import { sharedReason } from "./shared-reason.ts";

const RATIOS = [
  "sharpeRatio",
  "sortinoRatio",
  "calmarRatio",
  "trackingError",
  "informationRatio",
  "upCapture",
  "downCapture",
] as const;
type RatioField = (typeof RATIOS)[number];

const RISKLESS = "a year over riskless money";

/** What the account's own returns say: return over risk, the deepest fall, and how it goes with the index. */
export function RatiosCard({ risk, worst, last }: { risk: Risk; worst: WorstDrawdown | null; last: Session }) {
  const format = useFormat();
  const why = sharedReason(RATIOS.map((field) => ({ value: risk[field], reason: risk.reasons[field] })));
  return (
    <Card
      title="Return against risk"
      aside={`As of ${format.day(risk.asOf)} · ${format.counted(risk.returnLength ?? 0, "return")}`}
    >
      <p className="mb-2 text-data text-muted">Of the account as it was from day to day; at least 60 sessions.</p>
      {why !== null && <NoFigures what="No ratios" why={why} />}
      <dl className={why === null ? "" : "mt-3"}>
        {why === null && <RatioRows risk={risk} />}
        <DrawdownRow {...{ risk, worst }} />
        <MoneyWeightedRow last={last} />
      </dl>
    </Card>
  );
}

function RatioRows({ risk }: { risk: Risk }) {
  const format = useFormat();
  const ratio = (over: string, per: string) => (value: number) => ({
    value: format.number(value),
    reading: ratioReading(value, over, per, format),
  });
  return (
    <>
      <RatioRow {...{ risk }} field="sharpeRatio" name="Sharpe ratio" show={ratio(RISKLESS, "volatility")} />
      <RatioRow {...{ risk }} field="sortinoRatio" name="Sortino ratio" show={ratio(RISKLESS, "downside deviation")} />
      <RatioRow {...{ risk }} field="calmarRatio" name="Calmar ratio" show={ratio("a year", "the deepest fall")} />
      <RatioRow
        {...{ risk }}
        field="trackingError"
        name="Tracking error"
        show={(value) => ({ value: format.percent(value), reading: "How far a year strays from SPY’s, usually" })}
      />
      <RatioRow
        {...{ risk }}
        field="informationRatio"
        name="Information ratio"
        show={ratio("a year over SPY", "tracking error")}
      />
      <RatioRow
        {...{ risk }}
        field="upCapture"
        name="Up capture"
        show={(value) => ({ value: format.percent(value, 0), reading: captureReading("rose", value, format) })}
      />
      <RatioRow
        {...{ risk }}
        field="downCapture"
        name="Down capture"
        show={(value) => ({ value: format.percent(value, 0), reading: captureReading("fell", value, format) })}
      />
    </>
  );
}

function RatioRow(props: {
  risk: Risk;
  field: RatioField;
  name: string;
  show: (value: number) => { readonly value: ReactNode; readonly reading: ReactNode };
}) {
  const { risk, field, name, show } = props;
  const format = useFormat();
  const value = risk[field];
  const context = { asOf: risk.asOf, n: format.counted(risk.returnLength ?? 0, "return"), runId: risk.runId };
  return (
    <FigureRow
      {...{ name, context }}
      metric={figureMetric("risk", field)}
      reason={risk.reasons[field] ?? "no run has computed it yet"}
    >
      {value !== null && show(value)}
    </FigureRow>
  );
}

/** By the sessions stored, so that it is there from the first day on. */
function DrawdownRow({ risk, worst }: { risk: Risk; worst: WorstDrawdown | null }) {
  const format = useFormat();
  return (
    <FigureRow
      name="Max drawdown"
      metric={figureMetric("risk", "maxDrawdown")}
      context={{ asOf: risk.asOf, runId: risk.runId }}
    >
      {worst
        ? { value: format.percent(worst.depth), reading: drawdownReading(worst, format) }
        : { value: format.percent(0), reading: "The account has not been below an earlier high" }}
    </FigureRow>
  );
}

/** Only where money came or went: without flows it is the time-weighted return by another name. */
function MoneyWeightedRow({ last: { xirr, xirrReason, date, runId } }: { last: Session }) {
  const format = useFormat();
  if (xirr === null && xirrReason === null) return null;
  return (
    <FigureRow name="Money-weighted" metric="xirr" context={{ asOf: date, runId }} reason={xirrReason ?? undefined}>
      {xirr !== null && { value: format.percent(xirr), reading: "A year, as the money that came and went has earned" }}
    </FigureRow>
  );
}
