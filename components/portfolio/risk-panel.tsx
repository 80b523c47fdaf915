"use client";

import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Card } from "./card.tsx";
import { Definition } from "./definition.tsx";
import type { Extreme } from "./equity-curve.ts";
import type { Risk } from "./portfolio-data.ts";
import { dailyMove, percentileReading, trendReading } from "./volatility-reading.ts";

/** Volatility of the holdings as they are now, the worst loss so far, and what is not computed yet. */
export function RiskPanel({ risk, worst }: { risk: Risk; worst: Extreme | null }) {
  const format = useFormat();
  return (
    <div className="grid gap-4 lg:grid-cols-[2fr_1fr]">
      <Card title="Volatility" aside={`As of ${format.day(risk.asOf)} · ${risk.seriesLength ?? 0} returns`}>
        <p className="mb-2 text-data text-muted">Of the holdings as they are now, annualized.</p>
        <dl>
          <RealizedRow {...{ risk }} figure="volatility21d" metric="volatility-21d" sessions={21} />
          <RealizedRow {...{ risk }} figure="volatility63d" metric="volatility-63d" sessions={63} />
          <ExpectedRow risk={risk} />
          <TrendRow risk={risk} />
          <PercentileRow risk={risk} />
        </dl>
      </Card>
      <div className="grid content-start gap-4">
        <Card title="Worst drawdown" metric="max-drawdown" context={{ asOf: risk.asOf, runId: risk.runId }}>
          <p className="figures text-hero font-semibold">{worst ? format.percent(worst.value) : "–"}</p>
          <p className="text-data text-muted">
            {worst ? `reached on ${format.day(worst.date)}` : "no return is known yet"}
          </p>
        </Card>
        <Card title="Not computed yet">
          <ul className="grid gap-1 text-data text-muted">
            <li>Correlation between the holdings</li>
            <li>Stress scenarios</li>
            <li>Value at risk and expected shortfall</li>
          </ul>
          <p className="mt-2 text-data text-muted">
            Runs leave these three out for now; nothing above depends on them.
          </p>
        </Card>
      </div>
    </div>
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
          <span className="whitespace-nowrap capitalize">
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

/** A figure with its reading; without them the reason of the figure stands in both places. */
function Row({
  risk,
  figure,
  metric,
  name,
  n,
  children,
}: {
  risk: Risk;
  figure: keyof Risk;
  metric: string;
  name: string;
  n?: string;
  children: { readonly value: ReactNode; readonly reading: ReactNode } | false;
}) {
  const context = { asOf: risk.asOf, n: n ?? `${risk.seriesLength ?? 0} returns`, runId: risk.runId };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-t border-separator py-2.5 sm:grid-cols-[12rem_6.5rem_minmax(0,1fr)]">
      <dt className="flex items-center gap-1.5 text-body">
        {name}
        <Definition metric={metric} name={name} {...context} />
      </dt>
      <dd className="figures text-right text-section font-semibold">{children ? children.value : "–"}</dd>
      <dd className="col-span-2 text-data text-muted sm:col-span-1">
        {children ? children.reading : `Not known: ${risk.reasons[figure] ?? "no reason was given"}`}
      </dd>
    </div>
  );
}
