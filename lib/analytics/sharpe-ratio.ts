import { excessMoments } from "./excess-moments.ts";
import type { Outcome } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";

/**
 * Mean excess return over its sample standard deviation (n − 1), annualized by √252.
 * Unknown with fewer than `minimum` returns (never fewer than 2) or where they do not vary. Source: Sharpe 1994.
 *
 * @param riskFree per period: one rate, or a series on the same axis
 */
export function sharpeRatio(
  returns: Float64Array,
  riskFree: number | Float64Array,
  { from = 0, to = returns.length, minimum = 2, periodsPerYear = SESSIONS_PER_YEAR }: ReturnWindow = {},
): Outcome<number> {
  const excess = excessMoments(returns, riskFree, from, to, minimum);
  if (excess.value === null) return excess;
  const { mean, sd } = excess.value;
  return quotient(mean * Math.sqrt(periodsPerYear), sd, "the returns do not vary");
}
