import { excessMoments } from "./excess-moments.ts";
import { known, type Outcome } from "./outcome.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";

/**
 * Sample standard deviation (n − 1) of returns − benchmark, annualized by √252; a fraction, over the pairs in which
 * neither is missing. Unknown with fewer than `minimum` pairs (never fewer than 2). Source: Grinold and Kahn 1999, ch. 4.
 */
export function trackingError(
  returns: Float64Array,
  benchmark: Float64Array,
  { from = 0, to = returns.length, minimum = 2, periodsPerYear = SESSIONS_PER_YEAR }: ReturnWindow = {},
): Outcome<number> {
  const active = excessMoments(returns, benchmark, from, to, minimum);
  return active.value === null ? active : known(active.value.sd * Math.sqrt(periodsPerYear));
}
