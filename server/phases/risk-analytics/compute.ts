import type { FactorId } from "#lib/analytics/factor-catalogue.ts";
import type { Outcome } from "#lib/analytics/outcome.ts";
import { sectorOf } from "#lib/sectors.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { portfolioFactors, portfolioRisk, portfolioSectors } from "#server/db/schema/analytics.ts";
import { factorExposures, type LowCoverage } from "./factor-exposures.ts";
import { type Holding, isPublic } from "./holdings-at.ts";
import type { JobFailure } from "./jobs.ts";
import { concentrationOf, type IndexWeight, indexWeightsAt, type Profiles, sectorWeights } from "./sector-weights.ts";
import { currentHoldingsSeries, indexR2, type ReturnTable, volatilityFigures } from "./volatility.ts";

/** Keyed rows of one date and what could not be computed. */
export interface DateAnalysis {
  readonly factors: readonly Omit<BulkRow<typeof portfolioFactors>, "portfolioId" | "date">[];
  readonly sectors: readonly Omit<BulkRow<typeof portfolioSectors>, "portfolioId" | "date">[];
  readonly risk: Omit<BulkRow<typeof portfolioRisk>, "portfolioId" | "date" | "runId">;
  readonly failures: readonly JobFailure[];
  readonly lowCoverage: readonly LowCoverage[];
}

/** What the analytics of every date are computed from. */
export interface RiskInputs {
  readonly table: ReturnTable;
  readonly profiles: Profiles;
  readonly indexWeights: readonly IndexWeight[];
  readonly betaOf: (factor: FactorId, symbol: string, date: string) => Outcome<number>;
}

/** The seven analytics of one date, each by itself: one that lacks its input leaves the others as they are. */
export function analyzeDate(
  { table, profiles, indexWeights, betaOf }: RiskInputs,
  { date, session, equity, holdings }: { date: string; session: number; equity: number; holdings: readonly Holding[] },
): DateAnalysis {
  const series = currentHoldingsSeries(holdings, equity, table, session);
  const index = table.returns.get("SPY");
  const marketR2 = series.value && index ? indexR2(series.value, index, table.days, session) : null;
  const factors = factorExposures(holdings, equity, (factor, symbol) => betaOf(factor, symbol, date), marketR2);
  const { figures, reasons } = volatilityFigures(series);
  const concentrated = concentrationOf(holdings);
  const unconcentrated = concentrated.reason === null ? {} : { hhi: concentrated.reason };
  const allReasons = { ...reasons, ...unconcentrated };
  const risk = {
    ...figures,
    hhi: concentrated.value?.hhi ?? null,
    effectivePositions: concentrated.value?.effectivePositions ?? null,
    top3: concentrated.value?.top3 ?? null,
    top10: concentrated.value?.top10 ?? null,
    reasons: Object.keys(allReasons).length > 0 ? allReasons : null,
  };
  return {
    factors: factors.rows,
    sectors: sectorWeights(holdings, profiles, indexWeightsAt(indexWeights, date)),
    risk,
    failures: [...factors.failures, ...sectorFailure(holdings, profiles), ...volatilityFailure(holdings, reasons)],
    lowCoverage: factors.lowCoverage,
  };
}

function sectorFailure(holdings: readonly Holding[], profiles: Profiles): JobFailure[] {
  const held = holdings.filter(isPublic);
  const isUnknown = ({ kind, symbol }: Holding) =>
    sectorOf({ kind, profile: profiles.get(symbol) ?? null }) === "Uncategorized";
  if (held.length === 0 || !held.every(isUnknown)) return [];
  return [{ job: "sectors", reasons: ["no sector of a public holding is known"] }];
}

function volatilityFailure(holdings: readonly Holding[], reasons: Readonly<Record<string, string>>): JobFailure[] {
  const distinct = [...new Set(Object.values(reasons))];
  return distinct.length > 0 && holdings.some(isPublic) ? [{ job: "volatility", reasons: distinct }] : [];
}
