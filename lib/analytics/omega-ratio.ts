import { referenceAt } from "./excess-moments.ts";
import { type Outcome, unknown } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";
import { valueAt } from "./value-at.ts";

interface OmegaWindow extends ReturnWindow {
  /** A year's return above the risk-free rate, compounded: the threshold of a period is (1 + it)^(1/252) − 1. */
  readonly requiredReturn?: number;
}

/**
 * Σ max(r − r_f − threshold, 0) / Σ max(threshold − (r − r_f), 0).
 * Unknown with fewer than `minimum` returns (never fewer than 2), where none falls short of the threshold, or for a
 * required return of −100% or less. Source: Keating and Shadwick 2002.
 *
 * @param riskFree per period: one rate, or a series on the same axis
 */
export function omegaRatio(
  returns: Float64Array,
  riskFree: number | Float64Array,
  options: OmegaWindow = {},
): Outcome<number> {
  const { from = 0, to = returns.length, minimum = 2, periodsPerYear = SESSIONS_PER_YEAR } = options;
  const required = options.requiredReturn ?? 0;
  if (!(required > -1)) return unknown("the required return loses everything");
  const threshold = (1 + required) ** (1 / periodsPerYear) - 1;
  let n = 0;
  let above = 0;
  let below = 0;
  for (let i = from; i < to; i++) {
    const excess = valueAt(returns, i) - referenceAt(riskFree, i) - threshold;
    if (Number.isNaN(excess)) continue;
    n++;
    if (excess > 0) above += excess;
    else below -= excess;
  }
  const needed = Math.max(2, minimum);
  if (n < needed) return unknown(`${n} of ${needed} returns`);
  return quotient(above, below, "no return falls short of the threshold");
}
