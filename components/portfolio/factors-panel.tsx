"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import { Card } from "./card.tsx";
import { NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import { factorGroups } from "./factor-groups.ts";
import { factorReading, knownFactor, statisticReading } from "./factor-reading.ts";
import { factorSpan } from "./factor-span.ts";
import { NoFigures } from "./no-figures.tsx";
import type { Factor, Factors } from "./portfolio-data.ts";
import { sharedReason } from "./shared-reason.ts";
import { SignedBar } from "./signed-bar.tsx";

const COLUMNS = "lg:grid-cols-[minmax(0,1fr)_13rem_6rem_8rem_7rem]";

/** The 13 factors: a bar around zero, the exposure as β and in dollars, how much of the portfolio has a β, and in words. */
export function FactorsPanel({
  factors,
  hasOptions,
  runId,
}: {
  factors: Factors;
  /** Options are held: they count by their delta. */
  hasOptions: boolean;
  runId: string | null;
}) {
  const format = useFormat();
  const why = sharedReason(factors.factors.map(({ exposure, reason }) => ({ value: exposure, reason })));
  return (
    <Card title="Factor exposures" aside={`As of ${format.day(factors.asOf)}`}>
      {why === null ? (
        <FactorGrid {...{ factors, hasOptions, runId }} />
      ) : (
        <NoFigures what={`None of the ${factors.factors.length} factors can be computed`} why={why} />
      )}
    </Card>
  );
}

function FactorGrid(props: { factors: Factors; hasOptions: boolean; runId: string | null }) {
  const { factors, hasOptions, runId } = props;
  const format = useFormat();
  const span = factorSpan(factors.factors.map(({ exposure }) => exposure));
  return (
    <>
      <p className="mb-3 max-w-3xl text-data text-muted">
        An exposure of 1 moves the account by 1% when the factor moves by 1%.
        {hasOptions &&
          " Options count by their delta: as many shares of the underlying as they move like, with the underlying’s β."}
      </p>
      <div className={`hidden gap-x-4 pb-1.5 text-right text-meta font-medium text-muted lg:grid ${COLUMNS}`}>
        <span className="text-left">Factor</span>
        <span className="figures flex justify-between">
          <span>{format.number(-span, 1)}</span>
          <span>0</span>
          <span>{format.signedNumber(span, 1)}</span>
        </span>
        <Heading figure="exposure" name="Exposure" {...{ asOf: factors.asOf, runId }} />
        <Heading figure="dollarExposure" name="Exposure ($)" {...{ asOf: factors.asOf, runId }} />
        <Heading figure="coverage" name="Coverage" {...{ asOf: factors.asOf, runId }} />
      </div>
      {factorGroups(factors.factors).map(({ name, about, factors: members }) => (
        <section key={name} aria-label={name} className="mt-4 first-of-type:mt-0">
          <h3 className="pb-1.5 text-meta text-muted">
            <span className="mr-2 text-body font-medium text-foreground">{name}</span>
            {about}
          </h3>
          <ul>
            {members.map((factor) => (
              <FactorRow key={factor.factor} {...{ factor, span, runId }} asOf={factors.asOf} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Heading(props: {
  figure: "exposure" | "dollarExposure" | "coverage";
  name: string;
  asOf: string;
  runId: string | null;
}) {
  const { figure, name, ...context } = props;
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {name}
      <Definition metric={figureMetric("factor", figure)} name={name.toLowerCase()} {...context} />
    </span>
  );
}

function FactorRow({
  factor,
  span,
  asOf,
  runId,
}: {
  factor: Factor;
  span: number;
  asOf: string;
  runId: string | null;
}) {
  const format = useFormat();
  const { exposure, dollarExposure, coverage: share, r2, vif, vifReason, reason } = factor;
  const known = knownFactor(factor.factor);
  const name = known?.name ?? factor.factor;
  const reading = exposure === null || !known ? null : factorReading(known.id, exposure, format);
  // In the columns of a wide screen dashes keep their place; stacked they would only be noise.
  const quiet = exposure === null ? "max-lg:hidden" : "";
  const coverage = share === null ? null : `holdings with a β: ${format.percent(share, 1)} of public gross`;
  return (
    <li
      data-factor={factor.factor}
      className={`grid grid-cols-3 items-center gap-x-4 gap-y-1 border-t border-separator py-2 ${COLUMNS}`}
    >
      <div className="col-span-3 min-w-0 lg:col-span-1">
        <p className="flex items-center gap-1.5 text-body font-medium">
          {name}
          {known && <Definition metric={known.id} name={known.name} {...{ asOf, coverage, runId }} />}
        </p>
        <p className="figures text-data text-muted">
          {reading ?? `Not known: ${reason ?? "no reason was given"}`}
          {reading !== null && <Statistic figure="r2" symbol="R²" value={r2} of={name} {...{ asOf, runId }} />}
          {reading !== null && (
            <Statistic figure="vif" symbol="VIF" value={vif} why={vifReason} of={name} {...{ asOf, runId }} />
          )}
        </p>
      </div>
      <div className={`col-span-3 lg:col-span-1 ${quiet}`}>
        <SignedBar value={exposure} span={span} />
      </div>
      <Figure label="Exposure" className={quiet}>
        {exposure === null ? <NotKnown why={reason ?? undefined} /> : format.number(exposure)}
      </Figure>
      <Figure label="$" className={quiet}>
        {dollarExposure === null ? <NotKnown why={reason ?? undefined} /> : format.number(dollarExposure, 0)}
      </Figure>
      <Figure label="Coverage" className={quiet}>
        {share === null ? <NotKnown why={reason ?? undefined} /> : <Coverage share={share} />}
      </Figure>
    </li>
  );
}

/** A statistic beside a factor's reading, with its definition; nothing where it is not of this factor. */
function Statistic({
  figure,
  symbol,
  value,
  why = null,
  of,
  asOf,
  runId,
}: {
  figure: "r2" | "vif";
  symbol: string;
  value: number | null;
  /** Why it is not known. */
  why?: string | null;
  of: string;
  asOf: string;
  runId: string | null;
}) {
  const format = useFormat();
  const reading = statisticReading(symbol, value, why, format);
  if (reading === null) return null;
  return (
    <span className={value === null ? undefined : "whitespace-nowrap"}>
      {` ${reading} `}
      <Definition metric={figureMetric("factor", figure)} name={`${symbol} of ${of}`} {...{ asOf, runId }} />
    </span>
  );
}

/** Under 80% a factor speaks for too little of the portfolio to be taken at its word. */
function Coverage({ share }: { share: number }) {
  const format = useFormat();
  const low = share < 0.8;
  return (
    <span
      className={low ? "text-attention" : undefined}
      title={low ? "Less than 80% of the holdings have a β" : undefined}
    >
      {format.percent(share, 0)}
      {low && <span className="sr-only"> (low)</span>}
    </span>
  );
}

function Figure({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  return (
    <p className={`figures text-data lg:text-right ${className}`}>
      <span className="mr-1.5 text-meta text-muted lg:sr-only">{label}</span>
      {children}
    </p>
  );
}
