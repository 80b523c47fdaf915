import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export interface PriceRange {
  readonly high: number;
  readonly low: number;
  /** Last close / high − 1: ≤ 0, a fraction. */
  readonly fromHigh: number;
  /** Last close / low − 1: ≥ 0, a fraction. */
  readonly fromLow: number;
}

/**
 * Highest and lowest close of [from, to) and how far the last known one is from them. Unknown without a close.
 *
 * @param closes split-adjusted to the as-of date (not for dividends), NaN missing
 */
export function priceRange(closes: Float64Array, from: number, to: number): Outcome<PriceRange> {
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let last = Number.NaN;
  for (let i = from; i < to; i++) {
    const close = valueAt(closes, i);
    if (Number.isNaN(close)) continue;
    if (close > high) high = close;
    if (close < low) low = close;
    last = close;
  }
  if (Number.isNaN(last)) return unknown("no closes");
  return known({ high, low, fromHigh: last / high - 1, fromLow: last / low - 1 });
}
