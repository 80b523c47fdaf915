import type { ReactNode } from "react";
import { type MetricDefinition, STATISTIC_NAMES } from "#lib/analytics/metric-definition.ts";

/** One definition; its id is the address to link to. */
export function DefinitionEntry({ metric }: { metric: MetricDefinition }) {
  const { id, name, formula, window, priceBasis, kind, source } = metric;
  return (
    <article
      id={id}
      aria-labelledby={`${id}-name`}
      className="grid scroll-mt-4 gap-x-6 gap-y-1 border-t border-separator px-4 py-3 first:border-t-0 target:bg-default sm:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <h3 id={`${id}-name`} className="text-body font-medium">
          <a href={`#${id}`} className="hover:underline">
            {name}
          </a>
        </h3>
        <p className="font-mono text-meta break-all text-muted">{id}</p>
      </div>
      <div className="min-w-0">
        <p className="text-data [overflow-wrap:anywhere]">{formula}</p>
        <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-meta">
          <Fact term="Window">{window}</Fact>
          <Fact term="Prices">{priceBasis}</Fact>
          <Fact term="Statistic">{STATISTIC_NAMES[kind]}</Fact>
          <Fact term="Source">{source}</Fact>
        </dl>
      </div>
    </article>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (!children || children === "none") return null;
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
