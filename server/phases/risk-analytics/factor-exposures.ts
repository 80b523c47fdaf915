import { FACTORS, type FactorId, factorName } from "#lib/analytics/factor-catalogue.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { weightedExposure } from "#lib/analytics/weighted-exposure.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { portfolioFactors } from "#server/db/schema/analytics.ts";
import { type Holding, hasExposure, isPublic, UNPRICED } from "./holdings-at.ts";
import { FACTOR_JOBS, type JobFailure } from "./jobs.ts";

export const NEEDED_COVERAGE = 0.8;

/** A symbol's beta at a date, or why it has none. */
export type BetaOf = (factor: FactorId, symbol: string) => Outcome<number>;

export interface LowCoverage {
  readonly factor: string;
  readonly symbols: readonly string[];
}

export interface FactorExposures {
  readonly rows: readonly Omit<BulkRow<typeof portfolioFactors>, "portfolioId" | "date">[];
  readonly failures: readonly JobFailure[];
  readonly lowCoverage: readonly LowCoverage[];
}

interface Exposure {
  readonly factor: FactorId;
  readonly outcome: Outcome<{ readonly exposure: number; readonly coverage: number }>;
  readonly without: readonly string[];
}

/**
 * Σ signed weight × β of the date for each of the thirteen factors. A holding without β adds 0 and lowers coverage, the
 * share of public gross that has one. An option has its underlying's, on its delta exposure; without a price of the
 * underlying it has none.
 *
 * @param marketR2 of the current-holdings series on the index
 * @param inflation of the factors that have one
 */
export function factorExposures(
  holdings: readonly Holding[],
  equity: number,
  betaOf: BetaOf,
  marketR2: number | null,
  inflation: ReadonlyMap<FactorId, Outcome<number>>,
): FactorExposures {
  const held = holdings.filter(isPublic);
  const weights = weightsOf(held, equity);
  const exposures = FACTORS.map(({ id }) => exposureTo(id, held, weights, betaOf));
  const rows = exposures.map(({ factor, outcome }) => ({
    factor,
    exposure: outcome.value?.exposure ?? null,
    dollarExposure: outcome.value === null ? null : outcome.value.exposure * equity,
    coverage: outcome.value?.coverage ?? null,
    r2: factor === "market-beta" && outcome.value !== null ? marketR2 : null,
    reason: outcome.reason,
    vif: inflation.get(factor)?.value ?? null,
    vifReason: inflation.get(factor)?.reason ?? null,
  }));
  return {
    rows,
    failures: held.length === 0 ? [] : failuresOf(exposures),
    lowCoverage: exposures.flatMap(({ factor, outcome, without }) =>
      outcome.value !== null && outcome.value.coverage < NEEDED_COVERAGE
        ? [{ factor: factorName(factor), symbols: without }]
        : [],
    ),
  };
}

/** @param weights of equity, one per holding */
function exposureTo(
  factor: FactorId,
  held: readonly Holding[],
  weights: Outcome<Float64Array>,
  betaOf: BetaOf,
): Exposure {
  if (weights.value === null) return { factor, outcome: weights, without: [] };
  const betas = new Float64Array(held.length).fill(Number.NaN);
  const without = new Map<string, string>();
  for (const [i, holding] of held.entries()) {
    const { symbol } = holding;
    const beta = hasExposure(holding) ? betaOf(factor, symbol) : UNPRICED;
    if (beta.value === null) without.set(symbol, beta.reason);
    else betas[i] = beta.value;
  }
  const outcome = weightedExposure(weights.value, betas);
  const [reason = "no holding has a beta"] = without.values();
  return { factor, outcome: outcome.value === null ? unknown(reason) : outcome, without: [...without.keys()] };
}

function weightsOf(held: readonly Holding[], equity: number): Outcome<Float64Array> {
  if (held.length === 0) return unknown("no public position is held");
  if (equity <= 0) return unknown("equity is not positive");
  return known(Float64Array.from(held, ({ exposure }) => exposure / equity));
}

/** A provider's beta before its first fetch is no failure: only today's is published. */
function failuresOf(exposures: readonly Exposure[]): JobFailure[] {
  return FACTOR_JOBS.filter(({ id }) => id !== "provider-beta").flatMap(({ id: job, factors }) => {
    const reasons = exposures
      .filter(({ factor, outcome }) => factors.includes(factor) && outcome.value === null)
      .map(({ factor, outcome }) => `${factorName(factor)}: ${outcome.reason}`);
    return reasons.length > 0 ? [{ job, reasons }] : [];
  });
}
