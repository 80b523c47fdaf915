import type { Actions } from "./total-returns.ts";
import { valueAt } from "./value-at.ts";

/**
 * Wealth of one unit put into the first known close with dividends reinvested, 1 at that close; NaN where the close is
 * missing. Unlike daily returns it bridges gaps: a split or dividend inside a gap counts at the next known close.
 *
 * @param closes as traded, NaN missing
 */
export function totalReturnIndex(closes: Float64Array, actions: Actions = {}): Float64Array {
  const index = new Float64Array(closes.length).fill(Number.NaN);
  let level = Number.NaN;
  let lastClose = Number.NaN;
  let shares = 1;
  let cash = 0;
  for (let t = 0; t < closes.length; t++) {
    shares *= actions.splits?.[t] ?? 1;
    cash += shares * (actions.dividends?.[t] ?? 0);
    const close = valueAt(closes, t);
    if (!(close > 0)) continue;
    level = lastClose > 0 ? (level * (close * shares + cash)) / lastClose : 1;
    index[t] = level;
    lastClose = close;
    shares = 1;
    cash = 0;
  }
  return index;
}
