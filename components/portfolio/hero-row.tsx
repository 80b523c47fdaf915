"use client";

import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Change, NotKnown } from "./change.tsx";
import { Definition } from "./definition.tsx";
import type { DefinitionContext } from "./definition-context.ts";
import type { Extreme } from "./equity-curve.ts";
import type { Factor, Factors, PortfolioFacts, Risk, Session } from "./portfolio-data.ts";

/** The six figures one looks for first. */
export function HeroRow({
  portfolio,
  last,
  since,
  worst,
  factors,
  risk,
}: {
  portfolio: PortfolioFacts;
  last: Session;
  since: string;
  worst: Extreme | null;
  factors: Factors | null;
  risk: Risk | null;
}) {
  const format = useFormat();
  const ofDay = { asOf: last.date, runId: last.runId };
  const total = last.twrIndex === null ? null : last.twrIndex - 1;
  return (
    <section
      aria-label="Key figures"
      className="panel mb-4 grid grid-cols-2 overflow-hidden sm:grid-cols-3 lg:grid-cols-[1.35fr_repeat(5,1fr)]"
    >
      <Hero
        name="Equity"
        metric="equity"
        context={ofDay}
        value={format.wholeMoney(last.equity)}
        below={`opened at ${format.wholeMoney(portfolio.openingEquity)}`}
      />
      <Hero
        name="Day"
        metric="daily-return"
        context={ofDay}
        value={<Change value={last.dailyReturn} as="percent" />}
        below={<Change value={last.pnl + last.dividends} as="whole" />}
      />
      <Hero
        name="Total return"
        metric="twr"
        context={ofDay}
        value={
          total === null ? <NotKnown why={last.returnReason ?? undefined} /> : <Change value={total} as="percent" />
        }
        below={last.returnReason ?? `since ${format.day(since)}`}
      />
      <Hero
        name="Drawdown"
        metric="drawdown"
        context={ofDay}
        value={last.drawdown === null ? <NotKnown /> : format.percent(last.drawdown)}
        below={worst && `worst ${format.percent(worst.value)}`}
      />
      <MarketBeta factors={factors} runId={last.runId} />
      <Volatility risk={risk} />
    </section>
  );
}

function MarketBeta({ factors, runId }: { factors: Factors | null; runId: string | null }) {
  const format = useFormat();
  const beta: Factor | undefined = factors?.factors.find(({ factor }) => factor === "market-beta");
  const why = beta?.reason ?? "no run has computed it yet";
  const known = beta?.exposure ?? null;
  return (
    <Hero
      name="Market beta"
      metric="market-beta"
      context={{ asOf: factors?.asOf, runId }}
      value={known === null ? <NotKnown why={why} /> : format.number(known)}
      below={known === null ? why : typeof beta?.r2 === "number" ? `R² ${format.number(beta.r2)} · 90 days` : "90 days"}
    />
  );
}

function Volatility({ risk }: { risk: Risk | null }) {
  const format = useFormat();
  const why = risk?.reasons.volatility63d ?? "no run has computed it yet";
  const known = risk?.volatility63d ?? null;
  const recent = risk?.volatility21d ?? null;
  return (
    <Hero
      name="Volatility 63d"
      metric="volatility-63d"
      context={{ asOf: risk?.asOf, n: known === null ? null : "63 returns", runId: risk?.runId }}
      value={known === null ? <NotKnown why={why} /> : format.percent(known)}
      below={known === null ? why : recent !== null && `21d ${format.percent(recent)}`}
    />
  );
}

function Hero(props: { name: string; metric: string; context: DefinitionContext; value: ReactNode; below: ReactNode }) {
  return (
    <dl className="-mt-px -ml-px border-t border-l border-separator px-4 py-3">
      <dt className="flex items-center gap-1.5 text-meta text-muted">
        {props.name}
        <Definition metric={props.metric} name={props.name.toLowerCase()} {...props.context} />
      </dt>
      <dd className="figures mt-0.5 text-page font-semibold tracking-tight whitespace-nowrap sm:text-hero">
        {props.value}
      </dd>
      <dd className="figures text-meta text-muted">{props.below || " "}</dd>
    </dl>
  );
}
