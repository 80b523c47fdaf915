import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export interface PercentileRank {
  /** 0–100: the share of the window, the last value included, at or below the last value. */
  readonly percentilePct: number;
  /** Values compared. */
  readonly n: number;
}

/**
 * Rank of the last value among the last `length` values that are not missing (scipy's percentileofscore, kind "weak").
 * Unknown where the last value is missing or fewer than `minimum` are known.
 */
export function percentileRank(values: Float64Array, length = 252, minimum = 63): Outcome<PercentileRank> {
  const last = valueAt(values, values.length - 1);
  if (Number.isNaN(last)) return unknown("no value at the as-of date");
  let n = 0;
  let atOrBelow = 0;
  for (let i = Math.max(0, values.length - length); i < values.length; i++) {
    const value = valueAt(values, i);
    if (Number.isNaN(value)) continue;
    n++;
    if (value <= last) atOrBelow++;
  }
  if (n < minimum) return unknown(`${n} of ${minimum} values`);
  return known({ percentilePct: (100 * atOrBelow) / n, n });
}
