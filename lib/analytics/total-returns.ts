import { valueAt } from "./value-at.ts";

/** Corporate actions by session; absent means none. */
export interface Actions {
  /** New shares per old share with effect on that session; 1 where there is no split. */
  readonly splits?: Float64Array;
  /** Cash per share as traded on its ex-date (after a split of that same session); 0 where there is none. */
  readonly dividends?: Float64Array;
}

/**
 * Simple daily total returns: (close_t + dividend_t) × split_t / close_{t−1} − 1, fractions.
 * Closes are as traded; NaN is missing. A return whose own or previous close is missing (or not positive) is NaN, so
 * that no return of several sessions meets a one-session regressor. The first is NaN.
 *
 * The dividend is per share as traded, hence multiplied by a split of the same session: what a holder's ledger shows.
 * Without that coincidence the formula is (close_t × split_t + dividend_t) / close_{t−1} − 1 (CRSP, holding period return).
 */
export function totalReturns(closes: Float64Array, actions: Actions = {}): Float64Array {
  const { splits, dividends } = actions;
  const returns = new Float64Array(closes.length).fill(Number.NaN);
  for (let t = 1; t < closes.length; t++) {
    const before = valueAt(closes, t - 1);
    const after = valueAt(closes, t);
    if (!(before > 0 && after > 0)) continue;
    returns[t] = ((after + (dividends?.[t] ?? 0)) * (splits?.[t] ?? 1)) / before - 1;
  }
  return returns;
}
