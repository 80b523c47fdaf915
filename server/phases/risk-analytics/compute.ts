import type { FactorId } from "#lib/analytics/factor-catalogue.ts";
import { known, type Outcome } from "#lib/analytics/outcome.ts";
import { sectorOf } from "#lib/sectors.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { portfolioFactors, portfolioRisk, portfolioSectors } from "#server/db/schema/analytics.ts";
import { type CorrelationRow, correlationFigures } from "./correlation.ts";
import { currentHoldings, type ReturnTable } from "./current-holdings.ts";
import { type BetaOf, factorExposures, type LowCoverage } from "./factor-exposures.ts";
import { createFigureNotes } from "./figure-notes.ts";
import { type Holding, hasExposure, isPublic, UNPRICED } from "./holdings-at.ts";
import type { JobFailure, JobId } from "./jobs.ts";
import { type AccountReturns, ratioFigures } from "./ratios.ts";
import { concentrationOf, type IndexWeight, indexWeightsAt, type Profiles, sectorWeights } from "./sector-weights.ts";
import type { InflationAt } from "./spread-inflation.ts";
import { type StressRow, stressFigures } from "./stress.ts";
import type { StressModel } from "./stress-model.ts";
import { tailFigures } from "./tail-risk.ts";
import { indexR2, volatilityFigures } from "./volatility.ts";

/** Keyed rows of one date and what could not be computed. */
export interface DateAnalysis {
  readonly factors: readonly Omit<BulkRow<typeof portfolioFactors>, "portfolioId" | "date">[];
  readonly sectors: readonly Omit<BulkRow<typeof portfolioSectors>, "portfolioId" | "date">[];
  readonly risk: Omit<BulkRow<typeof portfolioRisk>, "portfolioId" | "date" | "runId">;
  readonly stress: readonly StressRow[];
  /** The correlation matrix, made when asked for; null where there is none. */
  readonly correlation: (() => CorrelationRow) | null;
  readonly failures: readonly JobFailure[];
  readonly lowCoverage: readonly LowCoverage[];
}

/** What the analytics of every date are computed from. */
export interface RiskInputs {
  readonly table: ReturnTable;
  /** The same as logarithms. */
  readonly logTable: ReturnTable;
  readonly profiles: Profiles;
  readonly indexWeights: readonly IndexWeight[];
  readonly betaOf: (factor: FactorId, symbol: string, date: string) => Outcome<number>;
  readonly inflationAt: InflationAt;
  readonly account: AccountReturns;
  readonly stress: StressModel;
}

/** One date of the account. */
export interface AccountDate {
  readonly date: string;
  /** Its index in the tables of returns. */
  readonly session: number;
  readonly equity: number;
  readonly holdings: readonly Holding[];
}

/** The nine analytics of one date, each by itself: one that lacks its input leaves the others as they are. */
export function analyzeDate(inputs: RiskInputs, day: AccountDate): DateAnalysis {
  const { date, session, equity, holdings } = day;
  const { table, profiles, indexWeights } = inputs;
  const exposed = holdings.filter(hasExposure);
  const series = currentHoldings(holdings, equity, table, session);
  const index = table.returns.get("SPY");
  const marketR2 =
    series.volatility.value && index ? indexR2(series.volatility.value, index, table.days, session) : null;
  const betaOf: BetaOf = (factor, symbol) => inputs.betaOf(factor, symbol, date);
  const factors = factorExposures(holdings, equity, betaOf, marketR2, inputs.inflationAt(session));
  const volatility = volatilityFigures(series.volatility);
  const correlation = correlationFigures(exposed, inputs.logTable, session);
  const tail = tailFigures(series.tail);
  const ratios = ratioFigures(inputs.account, date);
  const stress = stressFigures(holdings, equity, inputs.stress.at(session));
  const concentrated = concentrationFigures(exposed);
  const parts = [volatility, concentrated, correlation, tail, ratios];
  const reasons: Record<string, string> = Object.assign({}, ...parts.map((part) => part.reasons));
  const figures = { ...volatility.figures, ...concentrated.figures, ...correlation.figures };
  return {
    factors: factors.rows,
    sectors: sectorWeights(exposed, profiles, indexWeightsAt(indexWeights, date)),
    risk: { ...figures, ...tail.figures, ...ratios.figures, reasons: Object.keys(reasons).length > 0 ? reasons : null },
    stress: stress.rows,
    correlation: correlation.row,
    failures: [
      ...factors.failures,
      ...failure("sectors", holdings, [...unknownSectors(holdings, profiles), ...unknownIndex(indexWeights)]),
      ...failure("volatility", holdings, Object.values(volatility.reasons)),
      ...failure("correlation", holdings, correlation.lacking),
      ...failure("stress", holdings, [...stress.lacking, ...tail.lacking, ...ratios.lacking]),
    ],
    lowCoverage: [...factors.lowCoverage, ...stress.lowCoverage],
  };
}

/** Where no public position is held there is nothing to analyze, and nothing fails. */
function failure(job: JobId, holdings: readonly Holding[], reasons: readonly string[]): JobFailure[] {
  return reasons.length > 0 && holdings.some(isPublic) ? [{ job, reasons: [...new Set(reasons)] }] : [];
}

function unknownSectors(holdings: readonly Holding[], profiles: Profiles): string[] {
  const held = holdings.filter(isPublic);
  if (!held.some(hasExposure)) return held.length > 0 ? [UNPRICED.reason] : [];
  const isUnknown = ({ kind, symbol }: Holding) =>
    sectorOf({ kind, profile: profiles.get(symbol) ?? null }) === "Uncategorized";
  return held.filter(hasExposure).every(isUnknown) ? ["no sector of a public holding is known"] : [];
}

function unknownIndex(weights: readonly IndexWeight[]): string[] {
  return weights.length === 0 ? ["no sector weights of the index are stored"] : [];
}

function concentrationFigures(holdings: readonly Holding[]) {
  const { reasons, noted } = createFigureNotes();
  const found = concentrationOf(holdings);
  const figure = (name: "hhi" | "effectivePositions" | "top3" | "top10") =>
    noted<number>(name, found.value === null ? found : known(found.value[name]));
  const figures = {
    hhi: figure("hhi"),
    effectivePositions: figure("effectivePositions"),
    top3: figure("top3"),
    top10: figure("top10"),
  };
  return { figures, reasons };
}
