"use client";

import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Card } from "./card.tsx";
import { FigureRow } from "./figure-row.tsx";
import { NoFigures } from "./no-figures.tsx";
import type { Risk } from "./portfolio-data.ts";
import { sharedReason } from "./shared-reason.ts";
import { dailyMove, percentileReading, trendReading } from "./volatility-reading.ts";

const FIGURES = [
  "volatility21d",
  "volatility63d",
  "expectedVolatility",
  "volatilityTrend",
  "volatilityPercentile",
] as const;

/** Volatility of the holdings as they are now: realized, expected, its direction and its rank. */
export function VolatilityCard({ risk }: { risk: Risk }) {
  const format = useFormat();
  const why = sharedReason(FIGURES.map((figure) => ({ value: risk[figure], reason: risk.reasons[figure] })));
  return (
    <Card
      title="Volatility"
      aside={`As of ${format.day(risk.asOf)} · ${format.counted(risk.seriesLength ?? 0, "return")}`}
    >
      <p className="mb-2 text-data text-muted">Of the holdings as they are now, annualized.</p>
      {why === null ? (
        <dl>
          <RealizedRow {...{ risk }} figure="volatility21d" metric="volatility-21d" sessions={21} />
          <RealizedRow {...{ risk }} figure="volatility63d" metric="volatility-63d" sessions={63} />
          <ExpectedRow risk={risk} />
          <TrendRow risk={risk} />
          <PercentileRow risk={risk} />
        </dl>
      ) : (
        <NoFigures what="No volatility" why={why} />
      )}
    </Card>
  );
}

function RealizedRow(props: {
  risk: Risk;
  figure: "volatility21d" | "volatility63d";
  metric: string;
  sessions: number;
}) {
  const format = useFormat();
  const { risk, figure, metric, sessions } = props;
  const value = risk[figure];
  return (
    <Row {...{ risk, figure, metric }} name={`Realized, ${sessions} sessions`} n={`${sessions} returns`}>
      {value !== null && {
        value: format.percent(value),
        reading: `About ${format.percent(dailyMove(value))} on a usual day`,
      }}
    </Row>
  );
}

function ExpectedRow({ risk }: { risk: Risk }) {
  const format = useFormat();
  const value = risk.expectedVolatility;
  const reading = risk.expectedVolatilityIsMean
    ? "The forecast left its fitted range: this is the mean of the sample instead"
    : "Forecast for the next 21 sessions";
  return (
    <Row {...{ risk }} figure="expectedVolatility" metric="expected-volatility" name="Expected (HAR)">
      {value !== null && {
        value: format.percent(value),
        reading: <span className={risk.expectedVolatilityIsMean ? "text-attention" : undefined}>{reading}</span>,
      }}
    </Row>
  );
}

const TRENDS = { rising: TrendingUp, falling: TrendingDown, flat: Minus } as const;

function TrendRow({ risk }: { risk: Risk }) {
  const trend = risk.volatilityTrend;
  const Icon = trend && TRENDS[trend];
  return (
    <Row {...{ risk }} figure="volatilityTrend" metric="volatility-trend" name="Trend" n="21 values">
      {trend !== null && {
        value: (
          <span className="capitalize">
            {Icon && <Icon aria-hidden size={18} className="mr-1.5 inline align-[-0.15em]" />}
            {trend}
          </span>
        ),
        reading: trendReading(trend),
      }}
    </Row>
  );
}

function PercentileRow({ risk }: { risk: Risk }) {
  const percentile = risk.volatilityPercentile;
  return (
    <Row {...{ risk }} figure="volatilityPercentile" metric="volatility-percentile" name="Percentile">
      {percentile !== null && {
        value: Math.round(percentile),
        reading: (
          <>
            {percentileReading(percentile)}
            <span aria-hidden className="relative mt-2 block h-1.5 max-w-xs rounded-full bg-default">
              <span
                className="absolute top-1/2 h-3.5 w-1 -translate-1/2 rounded-full bg-running"
                style={{ left: `${percentile}%` }}
              />
            </span>
          </>
        ),
      }}
    </Row>
  );
}

function Row(props: {
  risk: Risk;
  figure: keyof Risk;
  metric: string;
  name: string;
  n?: string;
  children: { readonly value: ReactNode; readonly reading: ReactNode } | false;
}) {
  const format = useFormat();
  const { risk, figure, metric, name, n = format.counted(risk.seriesLength ?? 0, "return"), children } = props;
  const context = { asOf: risk.asOf, n, runId: risk.runId };
  return (
    <FigureRow {...{ metric, name, context }} reason={risk.reasons[figure]}>
      {children}
    </FigureRow>
  );
}
