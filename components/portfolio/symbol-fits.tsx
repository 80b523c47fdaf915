"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import type { Format } from "#lib/format.ts";
import { NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import { knownFactor } from "./factor-reading.ts";
import type { SymbolFigures, SymbolFit } from "./symbol-figures.ts";

type Statistic = "r2" | "n" | "alpha" | "standardError" | "t" | "p";

interface Column {
  readonly statistic: Statistic;
  readonly header: string;
  readonly show: (value: number, format: Format) => string;
}

const OF_ALL: readonly Column[] = [
  { statistic: "r2", header: "R²", show: (value, format) => format.number(value) },
  { statistic: "n", header: "n", show: (value, format) => format.quantity(value) },
];

const OF_SINGLE: readonly Column[] = [
  { statistic: "alpha", header: "α", show: (value, format) => format.percent(value, 3) },
  { statistic: "standardError", header: "se", show: (value, format) => format.number(value, 3) },
  { statistic: "t", header: "t", show: (value, format) => format.number(value) },
  {
    ...{ statistic: "p", header: "p" },
    show: (value, format) => (value < 0.00005 ? `< ${format.number(0.0001, 4)}` : format.number(value, 4)),
  },
];

/** A symbol's beta to each of the 13 factors, and how significant those of market and rates are. */
export function SymbolFits({ factors, session }: { factors: SymbolFigures["factors"]; session: string }) {
  const format = useFormat();
  const { asOf, providerAsOf, fits } = factors;
  const single = fits.filter(({ standardError }) => standardError !== null);
  return (
    <section aria-label="Factors">
      <h3 className="text-body font-medium">Factors</h3>
      <p className="text-meta text-muted">
        Weighted and summed over the holdings, these β are the portfolio’s exposures.
        {providerAsOf && ` The provider’s β is of ${format.day(providerAsOf)}.`}
      </p>
      {asOf !== null && asOf < session && (
        <p className="text-meta text-attention">{`The newest fits are of ${format.day(asOf)}.`}</p>
      )}
      <FitTable caption="β to each factor" columns={OF_ALL} hasReasons {...{ fits, asOf }} />
      {single.length > 0 && (
        <>
          <h4 className="mt-5 text-data font-medium">Significance of market and rate beta</h4>
          <p className="text-meta text-muted">α a session; se, t and p of β before it is capped.</p>
          <FitTable caption="Significance of market and rate beta" columns={OF_SINGLE} fits={single} asOf={asOf} />
        </>
      )}
    </section>
  );
}

function FitTable(props: {
  caption: string;
  columns: readonly Column[];
  fits: readonly SymbolFit[];
  asOf: string | null;
  /** β is a column, and where there is none its reason is said. */
  hasReasons?: boolean;
}) {
  const { caption, columns, fits, asOf, hasReasons = false } = props;
  const format = useFormat();
  return (
    <table className="figures mt-2 w-full text-right text-data">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-meta text-muted">
        <tr>
          <th scope="col" className="pb-1 text-left font-medium">
            Factor
          </th>
          {hasReasons && <Header>β</Header>}
          {columns.map(({ statistic, header }) => (
            <Header key={statistic}>
              {header}
              <Definition metric={figureMetric("symbolFit", statistic)} name={`${header} of a fit`} asOf={asOf} />
            </Header>
          ))}
        </tr>
      </thead>
      <tbody>
        {fits.map((fit) => (
          <tr key={fit.factor} data-fit={fit.factor} className="border-t border-separator align-top">
            <FactorName {...{ fit, asOf }} isDefined={hasReasons} />
            {hasReasons && <Cell>{fit.beta === null ? <NotKnown /> : format.number(fit.beta)}</Cell>}
            {columns.map(({ statistic, show }) => {
              const value = fit[statistic];
              return <Cell key={statistic}>{value === null ? <NotKnown /> : show(value, format)}</Cell>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FactorName({ fit, asOf, isDefined }: { fit: SymbolFit; asOf: string | null; isDefined: boolean }) {
  const known = knownFactor(fit.factor);
  return (
    <th scope="row" className="py-1 text-left font-normal">
      {known?.name ?? fit.factor}
      {known && isDefined && (
        <span className="ml-1.5">
          <Definition metric={known.id} name={known.name} asOf={asOf} />
        </span>
      )}
      {fit.reason && isDefined && <span className="block text-meta text-muted">{fit.reason}</span>}
    </th>
  );
}

function Header({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="pb-1 pl-3 font-medium whitespace-nowrap">
      <span className="inline-flex items-center gap-1">{children}</span>
    </th>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="py-1 pl-3 whitespace-nowrap">{children}</td>;
}
