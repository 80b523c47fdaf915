import { excessMoments } from "./excess-moments.ts";
import type { Outcome } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";

/**
 * Mean of returns − benchmark over its sample standard deviation (n − 1), annualized by √252 (`periodsPerYear: 1` leaves
 * it per period), over the pairs in which neither is missing.
 * Unknown with fewer than `minimum` pairs (never fewer than 2) or where the difference does not vary.
 * Source: Grinold and Kahn 1999, ch. 5.
 *
 * @param benchmark a series on the same axis, or one rate for every period
 */
export function informationRatio(
  returns: Float64Array,
  benchmark: number | Float64Array,
  { from = 0, to = returns.length, minimum = 2, periodsPerYear = SESSIONS_PER_YEAR }: ReturnWindow = {},
): Outcome<number> {
  const active = excessMoments(returns, benchmark, from, to, minimum);
  if (active.value === null) return active;
  const { mean, sd } = active.value;
  return quotient(mean * Math.sqrt(periodsPerYear), sd, "the difference to it does not vary");
}
