"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import { Card } from "./card.tsx";
import { Definition } from "./definition.tsx";
import type { Risk } from "./portfolio-data.ts";

/** How few symbols carry the portfolio. */
export function ConcentrationCard({ risk }: { risk: Risk }) {
  const format = useFormat();
  const { hhi, effectivePositions, top3, top10, asOf, runId } = risk;
  const number = (value: number | null, decimals: number) => (value === null ? null : format.number(value, decimals));
  const share = (value: number | null) => (value === null ? null : format.percent(value, 1));
  const figures = [
    { metric: "hhi", name: "HHI", value: number(hhi, 0), reading: "10,000 would be a single symbol" },
    {
      metric: "effective-positions",
      name: "Effective positions",
      value: number(effectivePositions, 1),
      reading: "as many equal holdings would be as concentrated",
    },
    { metric: "top-3", name: "Top 3", value: share(top3), reading: "of gross exposure in the three largest" },
    { metric: "top-10", name: "Top 10", value: share(top10), reading: "of gross exposure in the ten largest" },
  ];
  return (
    <Card title="Concentration" aside={`As of ${format.day(asOf)}`}>
      <dl>
        {figures.map(({ metric, name, value, reading }) => (
          <div key={metric} className="border-t border-separator py-2 first:border-t-0 first:pt-0">
            <dt className="flex items-center gap-1.5 text-meta text-muted">
              {name} <Definition {...{ metric, name, asOf, runId }} />
            </dt>
            <dd className="figures text-page font-semibold">{value ?? "–"}</dd>
            <dd className="text-meta text-muted">
              {value === null ? `Not known: ${risk.reasons.hhi ?? "no reason was given"}` : reading}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
