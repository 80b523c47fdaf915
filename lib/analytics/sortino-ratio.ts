import { downsideRisk } from "./downside-risk.ts";
import { excessMoments } from "./excess-moments.ts";
import type { Outcome } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";

/**
 * Mean return above the target × 252, over the annualized downside deviation of {@link downsideRisk} (all n in its
 * denominator). Unknown with fewer than `minimum` returns (never fewer than 2) or where none is below the target.
 * Source: Sortino and Price 1994.
 *
 * @param target per period: one rate, or a series on the same axis
 */
export function sortinoRatio(
  returns: Float64Array,
  target: number | Float64Array,
  { from = 0, to = returns.length, minimum = 2, periodsPerYear = SESSIONS_PER_YEAR }: ReturnWindow = {},
): Outcome<number> {
  const excess = excessMoments(returns, target, from, to, minimum);
  if (excess.value === null) return excess;
  const downside = downsideRisk(returns, target, { from, to, periodsPerYear });
  if (downside.value === null) return downside;
  return quotient(excess.value.mean * periodsPerYear, downside.value, "no return is below the target");
}
