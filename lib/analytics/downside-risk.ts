import { referenceAt } from "./excess-moments.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";
import { valueAt } from "./value-at.ts";

/**
 * Downside deviation: √(Σ min(r − target, 0)² / n), annualized by √252; n counts every known return, not only those
 * below the target. Unknown with fewer than `minimum` returns (never fewer than 1). Source: Sortino and Price 1994.
 *
 * @param target per period: one rate, or a series on the same axis
 */
export function downsideRisk(
  returns: Float64Array,
  target: number | Float64Array,
  { from = 0, to = returns.length, minimum = 1, periodsPerYear = SESSIONS_PER_YEAR }: ReturnWindow = {},
): Outcome<number> {
  let n = 0;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const excess = valueAt(returns, i) - referenceAt(target, i);
    if (Number.isNaN(excess)) continue;
    n++;
    if (excess < 0) squares += excess * excess;
  }
  const needed = Math.max(1, minimum);
  if (n < needed) return unknown(`${n} of ${needed} returns`);
  return known(Math.sqrt((squares / n) * periodsPerYear));
}
