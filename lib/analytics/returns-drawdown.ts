import type { MaxDrawdown } from "./max-drawdown.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

/**
 * Deepest fall of the wealth that compounds from 1 just before `from`: {@link MaxDrawdown} with indices on `returns`,
 * a peak of from − 1 being the start. A missing return leaves wealth as it is.
 * Unknown without a known return, or once wealth is not positive. Source: Bacon 2008, ch. 4.
 */
export function returnsDrawdown(returns: Float64Array, from = 0, to: number = returns.length): Outcome<MaxDrawdown> {
  let wealth = 1;
  let high = 1;
  let highAt = from - 1;
  let n = 0;
  let deepest = { depth: 0, high: 1, peak: from - 1, trough: from - 1 };
  for (let i = from; i < to; i++) {
    const value = valueAt(returns, i);
    if (Number.isNaN(value)) continue;
    n++;
    wealth *= 1 + value;
    if (!(wealth > 0)) return unknown("wealth is not positive");
    if (wealth >= high) {
      high = wealth;
      highAt = i;
    } else if (wealth / high - 1 < deepest.depth) {
      deepest = { depth: wealth / high - 1, high, peak: highAt, trough: i };
    }
  }
  if (n === 0) return unknown("no returns");
  const { depth, peak, trough } = deepest;
  return known({ depth, peak, trough, recovery: depth < 0 ? recoveryOf(returns, peak, trough, to) : trough });
}

/** First index after the trough at which the returns since the peak have made good the fall. */
function recoveryOf(returns: Float64Array, peak: number, trough: number, to: number): number | null {
  let since = 1;
  for (let i = peak + 1; i < to; i++) {
    const value = valueAt(returns, i);
    if (!Number.isNaN(value)) since *= 1 + value;
    if (i > trough && since >= 1) return i;
  }
  return null;
}
