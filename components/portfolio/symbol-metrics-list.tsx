"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import type { Format } from "#lib/format.ts";
import { Change, NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import type { SymbolMetrics } from "./symbol-figures.ts";

type Figure = Exclude<keyof SymbolMetrics, "asOf" | "reasons">;

interface Shown {
  readonly figure: Figure;
  readonly name: string;
  readonly show: (value: number, format: Format) => ReactNode;
}

const growth = (figure: Figure, name: string): Shown => {
  return { figure, name, show: (value) => <Change value={value} as="percent" /> };
};
const share = (figure: Figure, name: string): Shown => {
  return { figure, name, show: (value, format) => format.percent(value, 1) };
};
const price = (figure: Figure, name: string): Shown => {
  return { figure, name, show: (value, format) => format.money(value) };
};

const GROUPS: readonly { readonly title: string; readonly figures: readonly Shown[] }[] = [
  {
    title: "Returns",
    figures: [
      ...[growth("return1d", "1 day"), growth("return1w", "1 week"), growth("returnMtd", "Month to date")],
      ...[growth("return1m", "1 month"), growth("return3m", "3 months"), growth("returnYtd", "Year to date")],
      growth("return1y", "1 year"),
    ],
  },
  {
    title: "Volatility and drawdown",
    figures: [
      ...[share("volatility21d", "21 sessions"), share("volatility63d", "63 sessions")],
      ...[share("volatility252d", "252 sessions"), share("maxDrawdown1y", "Drawdown, 1 year")],
    ],
  },
  {
    title: "Price and turnover",
    figures: [
      ...[price("close", "Close"), price("week52Low", "52-week low"), price("week52High", "52-week high")],
      share("distanceFromHigh", "From the high"),
      {
        ...{ figure: "averageDollarVolume21d", name: "Turnover a session" },
        show: (value, format) => format.compactMoney(value),
      },
    ],
  },
];

/** A symbol's returns, volatilities, 52-week range, falls and turnover; where one is not known, why. */
export function SymbolMetricsList({ metrics, session }: { metrics: SymbolMetrics; session: string }) {
  const format = useFormat();
  return (
    <div className="grid gap-4">
      {metrics.asOf < session && (
        <p className="text-meta text-attention">{`The newest of these figures are of ${format.day(metrics.asOf)}.`}</p>
      )}
      {GROUPS.map(({ title, figures }) => (
        <section key={title} aria-label={title}>
          <h3 className="text-body font-medium">{title}</h3>
          <dl className="mt-1 grid grid-cols-2 gap-x-4 gap-y-2 border-t border-separator pt-1.5 sm:grid-cols-4">
            {figures.map((shown) => (
              <Value key={shown.figure} {...{ title, shown, metrics }} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Value({ title, shown, metrics }: { title: string; shown: Shown; metrics: SymbolMetrics }) {
  const { figure, name, show } = shown;
  const format = useFormat();
  const value = metrics[figure];
  const why = metrics.reasons[figure] ?? "no reason was given";
  return (
    <div>
      <dt className="flex items-center gap-1.5 text-meta text-muted">
        {name}
        <Definition
          metric={figureMetric("symbol", figure)}
          name={`${title.toLowerCase()}: ${name.toLowerCase()}`}
          asOf={metrics.asOf}
        />
      </dt>
      <dd className="figures text-data font-medium">{value === null ? <NotKnown why={why} /> : show(value, format)}</dd>
      {value === null && (
        <dd aria-hidden className="text-meta text-muted">
          {why}
        </dd>
      )}
    </div>
  );
}
