import { firstAfter } from "./calendar-window.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { intAt, valueAt } from "./value-at.ts";

export const PRICE_MAX_AGE_DAYS = 7;

export interface PriceAt {
  readonly price: number;
  /** Session the price is of. */
  readonly index: number;
  /** Not of the day asked for. */
  readonly stale: boolean;
}

/**
 * The last price on or before a day, at most `maxAge` calendar days old.
 *
 * @param prices by session, NaN missing
 * @param days epoch days of the sessions, ascending
 * @param day any epoch day, a session or not
 */
export function priceAt(
  prices: Float64Array,
  days: Int32Array,
  day: number,
  maxAge: number = PRICE_MAX_AGE_DAYS,
): Outcome<PriceAt> {
  for (let index = firstAfter(days, day) - 1; index >= 0; index--) {
    const age = day - intAt(days, index);
    if (age > maxAge) break;
    const price = valueAt(prices, index);
    if (!Number.isNaN(price)) return known({ price, index, stale: age > 0 });
  }
  return unknown(`no price within ${maxAge} days`);
}
