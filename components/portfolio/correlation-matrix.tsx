"use client";

import { useCallback, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { type Correlations, clustersOf, extremePairs } from "./correlations.ts";
import { HeatMap, type HeatMapCell } from "./heat-map.tsx";

/** The heat map in cluster order, the pair pointed at, the clusters, and what was left out. */
export function CorrelationMatrix({ correlations }: { correlations: Correlations }) {
  const [cell, setCell] = useState<HeatMapCell | null>(null);
  const onCell = useCallback((next: HeatMapCell | null) => setCell(next), []);
  return (
    <>
      <Pointed {...{ correlations, cell }} />
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        <div className="max-w-full min-w-0">
          <section
            aria-label="Heat map of correlations, scrollable"
            className="relative max-h-[80vh] overflow-auto pb-1"
          >
            <HeatMap {...{ correlations, onCell }} />
          </section>
          <Legend repaired={correlations.repaired} observations={correlations.observations} />
        </div>
        <div className="grid min-w-0 flex-1 basis-56 content-start gap-4 text-data">
          <Clusters correlations={correlations} />
          <LeftOut leftOut={correlations.leftOut} />
          <p className="text-meta text-muted">
            Point at a cell to read its pair, or go there with Tab and the arrow keys. Symbols are clusters where their
            distance, 1 − ρ, is at most 0.3 on average.
          </p>
        </div>
      </div>
    </>
  );
}

/** The pair pointed at; until then the two that are most and least alike. */
function Pointed({ correlations, cell }: { correlations: Correlations; cell: HeatMapCell | null }) {
  const format = useFormat();
  const { symbols, matrix, clusters } = correlations;
  const extremes = extremePairs(correlations);
  const value = cell && matrix[cell.row]?.[cell.column];
  if (cell && typeof value === "number") {
    const [one, other] = [symbols[cell.row], symbols[cell.column]];
    const together = clusters[cell.row] === clusters[cell.column] && cell.row !== cell.column;
    return (
      <p data-pair className="figures mb-2 min-h-5 text-data">
        <span className="font-medium">{cell.row === cell.column ? one : `${one} and ${other}`}</span>
        {`: ${format.number(value)}${together ? ", in one cluster" : ""}`}
      </p>
    );
  }
  if (!extremes) return null;
  const { most, least } = extremes;
  const isOnePair = symbols.length === 2;
  return (
    <p data-pair className="figures mb-2 min-h-5 text-data text-muted">
      {`${isOnePair ? "One pair" : "Most alike"}: ${most.first} and ${most.second}, ${format.number(most.correlation)}. ` +
        (isOnePair ? "" : `Least: ${least.first} and ${least.second}, ${format.number(least.correlation)}.`)}
    </p>
  );
}

function Legend({ repaired, observations }: { repaired: boolean; observations: readonly number[] }) {
  const format = useFormat();
  const [fewest, most] = [Math.min(...observations), Math.max(...observations)];
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-meta text-muted">
      <span className="figures flex items-center gap-2">
        {format.number(-1, 0)} against each other
        <span aria-hidden className="heat-scale h-2.5 w-32 rounded-sm border border-border" />
        {format.signedNumber(1, 0)} together
      </span>
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="size-3 border-2 border-foreground" />
        cluster
      </span>
      <span>{fewest === most ? `${most} returns each` : `${fewest} to ${most} returns each`}</span>
      {repaired && <span className="text-attention">Repaired: eigenvalues below zero were raised to it</span>}
    </div>
  );
}

function Clusters({ correlations }: { correlations: Correlations }) {
  const format = useFormat();
  const clusters = clustersOf(correlations);
  const together = clusters.filter(({ symbols }) => symbols.length > 1);
  const alone = clusters.filter(({ symbols }) => symbols.length === 1).flatMap(({ symbols }) => symbols);
  return (
    <div>
      <h3 className="text-body font-medium">
        {together.length === 0 ? "No two holdings are a cluster" : format.counted(together.length, "cluster")}
      </h3>
      <ul className="mt-1 grid gap-1.5">
        {together.map(({ symbols, meanCorrelation }) => (
          <li key={symbols[0]} className="min-w-0 break-words">
            {symbols.join(", ")}
            <span className="figures text-muted">
              {meanCorrelation === null ? "" : ` · mean ρ ${format.number(meanCorrelation)}`}
            </span>
          </li>
        ))}
        {alone.length > 0 && <li className="text-muted">{`By themselves: ${alone.join(", ")}`}</li>}
      </ul>
    </div>
  );
}

function LeftOut({ leftOut }: { leftOut: Correlations["leftOut"] }) {
  const format = useFormat();
  const entries = Object.entries(leftOut);
  if (entries.length === 0) return null;
  return (
    <details>
      <summary className="w-fit cursor-pointer text-muted hover:text-foreground">
        {`Left out: ${format.counted(entries.length, "symbol")}`}
      </summary>
      <ul className="mt-1 grid gap-0.5">
        {entries.map(([symbol, why]) => (
          <li key={symbol}>
            <span className="font-medium">{symbol}</span>
            <span className="text-muted">{`: ${why}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
