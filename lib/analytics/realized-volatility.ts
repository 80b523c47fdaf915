import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export const SESSIONS_PER_YEAR = 252;

/**
 * Sample standard deviation (n − 1) of the returns of [from, to) that are not missing, annualized by √252; a fraction.
 * Unknown with fewer than `minimum` returns (never fewer than 2). Source: Bacon 2008, ch. 3.
 */
export function realizedVolatility(
  returns: Float64Array,
  from: number,
  to: number,
  minimum = 2,
  periodsPerYear: number = SESSIONS_PER_YEAR,
): Outcome<number> {
  const needed = Math.max(2, minimum);
  let n = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const value = valueAt(returns, i);
    if (Number.isNaN(value)) continue;
    n++;
    sum += value;
  }
  if (n < needed) return unknown(`${n} of ${needed} returns`);
  const mean = sum / n;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const deviation = valueAt(returns, i) - mean;
    if (!Number.isNaN(deviation)) squares += deviation * deviation;
  }
  return known(Math.sqrt((squares / (n - 1)) * periodsPerYear));
}
