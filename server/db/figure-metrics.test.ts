import { getTableColumns } from "drizzle-orm";
import { expect, test } from "vitest";
import { FIGURE_METRICS } from "#lib/analytics/figure-metrics.ts";
import { metricDefinition } from "#lib/analytics/metric-catalogue.ts";
import {
  portfolioCorrelations,
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
  positionValues,
  snapshots,
} from "./schema/analytics.ts";
import { symbolFactors, symbolMetrics } from "./schema/market.ts";

/** Whose, when, from where, and why not: columns that are no figures. */
const BESIDE_FIGURES: ReadonlySet<string> = new Set([
  ...[
    "portfolioId",
    "positionId",
    "runId",
    "date",
    "asOf",
    "source",
    "symbol",
    "symbols",
    "factor",
    "sector",
    "scenario",
  ],
  ...[
    "reason",
    "reasons",
    "vifReason",
    "returnReason",
    "xirrReason",
    "priceNote",
    "priceDate",
    "priceOrigin",
    "indexAsOf",
    "leftOut",
  ],
]);

const tables = {
  snapshot: snapshots,
  position: positionValues,
  risk: portfolioRisk,
  factor: portfolioFactors,
  sector: portfolioSectors,
  correlation: portfolioCorrelations,
  stress: portfolioStress,
  symbol: symbolMetrics,
  symbolFactor: symbolFactors,
};

test.each(Object.entries(tables))("every figure stored of a %s has a definition in the catalogue", (area, table) => {
  const metrics: Readonly<Record<string, string>> = FIGURE_METRICS[area as keyof typeof tables];
  const figures = Object.keys(getTableColumns(table)).filter((column) => !BESIDE_FIGURES.has(column));
  expect(figures.filter((figure) => metrics[figure] === undefined)).toEqual([]);
  for (const id of Object.values(metrics)) expect(metricDefinition(id).id).toBe(id);
});
