import { blackScholesMerton } from "#lib/analytics/black-scholes-merton.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { STRESS_FACTORS } from "#lib/analytics/stress-factors.ts";
import { valueAt } from "#lib/analytics/value-at.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { portfolioStress } from "#server/db/schema/analytics.ts";
import { type LowCoverage, NEEDED_COVERAGE } from "./factor-exposures.ts";
import { type HeldOption, type Holding, hasExposure, isPublic, UNPRICED } from "./holdings-at.ts";
import type { ScenarioMoves, StressState } from "./stress-model.ts";

/** An underlying keeps a millionth of its price, whatever a scenario takes off it: no model prices an option on nothing. */
const LEAST_LEFT = 1e-6;

export type StressRow = Omit<BulkRow<typeof portfolioStress>, "portfolioId" | "date">;

export interface Stress {
  readonly rows: readonly StressRow[];
  /** Why scenarios have no result, or not in full. */
  readonly lacking: readonly string[];
  readonly lowCoverage: readonly LowCoverage[];
}

interface StressedOption extends HeldOption {
  /** The model's, before the shock. */
  readonly price: number;
  /** Of its underlying. */
  readonly betas: Float64Array;
}

/** What the holdings are to a scenario. */
interface Stressed {
  /** Σ exposure × β of all but options, in dollars, in the order of `STRESS_FACTORS`. */
  readonly dollarBetas: Float64Array;
  readonly options: readonly StressedOption[];
  /** Share of public gross that has the joint betas, 0–1. */
  readonly coverage: number;
  /** Symbols without them. */
  readonly without: readonly string[];
}

/**
 * What each scenario would do to the holdings of a date: Σ exposure × Σ β x in dollars, options priced anew by their
 * model on the moved underlying, volatility unchanged. A holding without the joint betas adds 0 and lowers coverage.
 */
export function stressFigures(holdings: readonly Holding[], equity: number, state: StressState): Stress {
  const stressed = stressedHoldings(holdings, state);
  const rows = state.moves.map((moves) => rowOf(moves, stressed, equity));
  const { lacking } = state;
  if (stressed.value === null) return { rows, lacking: [...new Set([...lacking, stressed.reason])], lowCoverage: [] };
  const { coverage, without } = stressed.value;
  const low = coverage < NEEDED_COVERAGE ? [{ factor: "Stress", symbols: without }] : [];
  return { rows, lacking, lowCoverage: low };
}

function stressedHoldings(holdings: readonly Holding[], { betasOf }: StressState): Outcome<Stressed> {
  const dollarBetas = new Float64Array(STRESS_FACTORS.length);
  const options: StressedOption[] = [];
  const without = new Map<string, string>();
  let gross = 0;
  let covered = 0;
  for (const holding of holdings.filter(isPublic)) {
    const { symbol, exposure, option } = holding;
    gross += Math.abs(exposure);
    const betas = hasExposure(holding) ? betasOf(symbol) : UNPRICED;
    if (betas.value === null) {
      without.set(symbol, betas.reason);
      continue;
    }
    covered += Math.abs(exposure);
    if (option) options.push({ ...option, price: blackScholesMerton(option.terms).price, betas: betas.value });
    else
      for (let i = 0; i < dollarBetas.length; i++)
        dollarBetas[i] = valueAt(dollarBetas, i) + exposure * valueAt(betas.value, i);
  }
  if (gross === 0) return unknown("no public position is held");
  if (covered === 0) return unknown([...without.values()][0] ?? "no holding has betas");
  return known({ dollarBetas, options, coverage: covered / gross, without: [...without.keys()] });
}

function rowOf({ id, direct, spillover }: ScenarioMoves, stressed: Outcome<Stressed>, equity: number): StressRow {
  const own = pnlOf(stressed, direct);
  const spilled = pnlOf(stressed, spillover.value === null ? spillover : known(spillover.value.moves));
  const isBeyond = (pnl: number | null) => pnl !== null && pnl < 0 && -pnl > equity;
  return {
    scenario: id,
    pnl: own.value,
    spilloverPnl: spilled.value,
    spilloverBounded: spilled.value === null || spillover.value === null ? null : spillover.value.bounded.length > 0,
    beyondEquity: own.value === null ? null : isBeyond(own.value) || isBeyond(spilled.value),
    coverage: stressed.value?.coverage ?? null,
    reason: own.reason ?? spilled.reason,
  };
}

function pnlOf(stressed: Outcome<Stressed>, moves: Outcome<Float64Array>): Outcome<number> {
  if (stressed.value === null) return stressed;
  if (moves.value === null) return moves;
  let pnl = product(stressed.value.dollarBetas, moves.value);
  for (const option of stressed.value.options) pnl += repriced(option, product(option.betas, moves.value));
  return known(pnl);
}

function product(betas: Float64Array, moves: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < betas.length; i++) sum += valueAt(betas, i) * valueAt(moves, i);
  return sum;
}

/** Change in an option's value when its underlying moves. */
function repriced({ terms, units, price }: StressedOption, move: number): number {
  const spot = terms.spot * Math.max(LEAST_LEFT, 1 + move);
  return units * (blackScholesMerton({ ...terms, spot }).price - price);
}
