import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

/** How far from a whole position a level may be by rounding alone: 1 − 0.95 is not 0.05. */
const ROUNDING = 1e-9;

/**
 * Quantile by linear interpolation between order statistics at h = (n − 1) p: x⌊h⌋ + (h − ⌊h⌋)(x⌊h⌋₊₁ − x⌊h⌋).
 * Type 7 of Hyndman and Fan 1996, the default of R, NumPy and Excel's PERCENTILE.INC.
 * Unknown for no values. RangeError unless 0 ≤ p ≤ 1.
 *
 * @param sorted ascending, none missing
 */
export function quantile(sorted: Float64Array, p: number): Outcome<number> {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile ${p}`);
  const last = sorted.length - 1;
  if (last < 0) return unknown("no values");
  const exact = last * p;
  const position = Math.abs(exact - Math.round(exact)) < ROUNDING ? Math.round(exact) : exact;
  const below = Math.floor(position);
  const low = valueAt(sorted, below);
  const high = valueAt(sorted, Math.min(below + 1, last));
  return known(low + (position - below) * (high - low));
}
