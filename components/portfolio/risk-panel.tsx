"use client";

import { CorrelationCard } from "./correlation-card.tsx";
import type { Risk, Session, WorstDrawdown } from "./portfolio-data.ts";
import { RatiosCard } from "./ratios-card.tsx";
import { RiskHistoryCard } from "./risk-history-card.tsx";
import { TailRiskCard } from "./tail-risk-card.tsx";
import { VolatilityCard } from "./volatility-card.tsx";

/** How much the portfolio moves, what it could lose, what it has earned for that, and which holdings move together. */
export function RiskPanel(props: { portfolioId: string; risk: Risk; worst: WorstDrawdown | null; last: Session }) {
  const { portfolioId, risk, worst, last } = props;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <VolatilityCard risk={risk} />
      <RiskHistoryCard {...{ portfolioId }} runId={risk.runId} />
      <div className="grid lg:col-span-2">
        <TailRiskCard risk={risk} />
      </div>
      <div className="grid lg:col-span-2">
        <CorrelationCard {...{ portfolioId, risk }} />
      </div>
      <div className="grid lg:col-span-2">
        <RatiosCard {...{ risk, worst, last }} />
      </div>
    </div>
  );
}
