"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import { Definition } from "./definition.tsx";
import type { SymbolQuality } from "./symbol-figures.ts";

const PARTS = [
  { part: "price", name: "Price" },
  { part: "returns", name: "Returns" },
  { part: "profile", name: "Profile" },
  { part: "factors", name: "Factors" },
] as const;

/** The data-quality score and its parts, each with what it misses. */
export function SymbolQualityList({ quality: { score, parts }, session }: { quality: SymbolQuality; session: string }) {
  const format = useFormat();
  return (
    <section aria-label="Data quality">
      <h3 className="flex flex-wrap items-center gap-x-1.5 text-body font-medium">
        Data quality
        <Definition metric={figureMetric("dataQuality", "score")} name="data quality" asOf={session} />
        <span className="figures ml-auto">
          <span className="text-section font-semibold">{format.quantity(score, 1)}</span>
          <span className="text-meta text-muted"> of 100</span>
        </span>
      </h3>
      <dl className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {PARTS.map(({ part, name }) => {
          const { points, most, reason } = parts[part];
          return (
            <div
              key={part}
              className="grid grid-cols-[1fr_auto] content-start gap-x-2 border-t border-separator pt-1.5"
            >
              <dt className="flex items-center gap-1.5 text-data">
                {name}
                <Definition metric={figureMetric("dataQuality", part)} name={`data quality: ${part}`} asOf={session} />
              </dt>
              <dd className="figures text-data">
                <span className="font-medium">{format.quantity(points, 1)}</span>
                <span className="text-meta text-muted"> of {most}</span>
              </dd>
              {reason && <dd className="col-span-2 text-meta text-muted">{sentence(reason)}</dd>}
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
}
