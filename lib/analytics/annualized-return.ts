import { known, type Outcome, unknown } from "./outcome.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import { valueAt } from "./value-at.ts";

/**
 * Compound annual growth rate, a fraction: (Π (1 + r))^(periods per year / n) − 1, n counting missing periods too.
 * Unknown for an empty series, when the wealth ends at or below zero and for a rate beyond the largest number.
 * Source: Bacon 2008, ch. 2.
 */
export function annualizedReturn(returns: Float64Array, periodsPerYear: number = SESSIONS_PER_YEAR): Outcome<number> {
  if (returns.length === 0) return unknown("no returns");
  let wealth = 1;
  for (let i = 0; i < returns.length; i++) {
    const value = valueAt(returns, i);
    if (!Number.isNaN(value)) wealth *= 1 + value;
  }
  if (!(wealth > 0)) return unknown("wealth is not positive");
  const growth = wealth ** (periodsPerYear / returns.length) - 1;
  return Number.isFinite(growth) ? known(growth) : unknown("the rate is too large to state by the year");
}
