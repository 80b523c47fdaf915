"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Card } from "./card.tsx";
import { NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import { factorReading, knownFactor } from "./factor-reading.ts";
import type { Factor, Factors } from "./portfolio-data.ts";
import { SignedBar } from "./signed-bar.tsx";

/** Bars reach at least this far, so that a portfolio of small exposures does not look like one of large ones. */
const LEAST_SPAN = 1;

/** The 13 factors: a bar around zero, the exposure as β and in dollars, how much of the portfolio has a β, and in words. */
export function FactorsPanel({ factors, runId }: { factors: Factors; runId: string | null }) {
  const format = useFormat();
  const span = Math.max(LEAST_SPAN, ...factors.factors.map(({ exposure }) => Math.abs(exposure ?? 0)));
  return (
    <Card title="Factor exposures" aside={`As of ${format.day(factors.asOf)}`}>
      <div
        aria-hidden
        className="hidden grid-cols-[minmax(0,1fr)_14rem_5rem_8rem_6rem] gap-x-4 pb-1.5 text-right text-meta font-medium text-muted lg:grid"
      >
        <span className="text-left">Factor</span>
        <span className="figures flex justify-between">
          <span>{format.number(-span, 1)}</span>
          <span>0</span>
          <span>{format.signedNumber(span, 1)}</span>
        </span>
        <span>Exposure</span>
        <span>Exposure ($)</span>
        <span>Coverage</span>
      </div>
      <ul>
        {factors.factors.map((factor) => (
          <FactorRow key={factor.factor} {...{ factor, span, runId }} asOf={factors.asOf} />
        ))}
      </ul>
    </Card>
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
  const { exposure, dollarExposure, coverage: share, reason } = factor;
  const known = knownFactor(factor.factor);
  const reading = exposure === null || !known ? null : factorReading(known.id, exposure, format);
  // In the columns of a wide screen dashes keep their place; stacked they would only be noise.
  const quiet = exposure === null ? "max-lg:hidden" : "";
  const coverage = share === null ? null : `holdings with a β: ${format.percent(share, 1)} of public gross`;
  return (
    <li
      data-factor={factor.factor}
      className="grid grid-cols-3 items-center gap-x-4 gap-y-1 border-t border-separator py-2 lg:grid-cols-[minmax(0,1fr)_14rem_5rem_8rem_6rem]"
    >
      <div className="col-span-3 min-w-0 lg:col-span-1">
        <p className="flex items-center gap-1.5 text-body font-medium">
          {known?.name ?? factor.factor}
          {known && <Definition metric={known.id} name={known.name} {...{ asOf, coverage, runId }} />}
        </p>
        <p className="text-data text-muted">{reading ?? `Not known: ${reason ?? "no reason was given"}`}</p>
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
