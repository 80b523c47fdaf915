"use client";

import { Suspense } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { lazily } from "#components/frame/lazily.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import { Card } from "./card.tsx";
import { NotKnown } from "./change.tsx";
import { readCorrelations } from "./correlations.ts";
import { Definition } from "./definition.tsx";
import { LazyPart } from "./lazy-part.tsx";
import { NoFigures } from "./no-figures.tsx";
import type { Risk } from "./portfolio-data.ts";
import { sharedReason } from "./shared-reason.ts";
import { useResult } from "./use-result.ts";

// Its figures are asked for when it is shown, and so is what draws them.
const CorrelationMatrix = lazily(async () => (await import("./correlation-matrix.tsx")).CorrelationMatrix);

/** Which holdings move together: what it comes to, the heat map in cluster order, the clusters, what was left out. */
export function CorrelationCard({ portfolioId, risk }: { portfolioId: string; risk: Risk }) {
  const format = useFormat();
  const result = useResult(`/api/v1/portfolios/${portfolioId}/correlations`, readCorrelations);
  const why = sharedReason(SUMMARY.map((field) => ({ value: risk[field], reason: reasonOf(risk, field) })));
  const asOf = result.state === "ready" && result.value ? result.value.asOf : risk.asOf;
  return (
    <Card
      title="Correlation"
      metric={figureMetric("correlation", "matrix")}
      context={{ asOf, runId: risk.runId }}
      aside={`As of ${format.day(asOf)} · 90 days`}
    >
      {why === null && <Summary risk={risk} />}
      <LazyPart result={result} what="the correlations" className="min-h-96">
        {(correlations) =>
          correlations && why === null ? (
            <Suspense fallback={<div className="min-h-96" />}>
              <CorrelationMatrix correlations={correlations} />
            </Suspense>
          ) : (
            <NoFigures what="No correlations" why={why ?? "no run has stored them yet"} />
          )
        }
      </LazyPart>
    </Card>
  );
}

const SUMMARY = ["meanAbsCorrelation", "diversificationRatio", "effectiveBets"] as const;
type SummaryField = (typeof SUMMARY)[number];

function Summary({ risk }: { risk: Risk }) {
  const format = useFormat();
  const bets = risk.correlationSymbols === null ? "" : ` of ${risk.correlationSymbols} symbols`;
  const figures: readonly { field: SummaryField; name: string; decimals: number; reading: string }[] = [
    { field: "meanAbsCorrelation", name: "Mean |ρ|", decimals: 2, reading: "0 unrelated, 1 all alike" },
    { field: "diversificationRatio", name: "Diversification ratio", decimals: 2, reading: "1 is none; more is better" },
    { field: "effectiveBets", name: "Effective bets", decimals: 1, reading: `independent bets in effect${bets}` },
  ];
  return (
    <dl className="mb-4 grid gap-x-6 gap-y-2 sm:grid-cols-3">
      {figures.map(({ field, name, decimals, reading }) => (
        <div key={field}>
          <dt className="flex items-center gap-1.5 text-meta text-muted">
            {name}
            <Definition
              metric={figureMetric("risk", field)}
              name={name}
              asOf={risk.asOf}
              n={risk.correlationMinimum === null ? null : `at least ${risk.correlationMinimum} returns a pair`}
              runId={risk.runId}
            />
          </dt>
          <dd className="figures text-page font-semibold">
            {risk[field] === null ? <NotKnown /> : format.number(risk[field], decimals)}
          </dd>
          <dd className="text-meta text-muted">
            {risk[field] === null ? `Not known: ${reasonOf(risk, field)}` : reading}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function reasonOf(risk: Risk, field: SummaryField): string {
  return risk.reasons[field] ?? "no run has computed it yet";
}
