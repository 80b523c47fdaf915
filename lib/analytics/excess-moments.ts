import { isConstantSeries } from "./constant-series.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export interface ExcessMoments {
  readonly mean: number;
  /** Sample (n − 1); exactly 0 where the differences vary by no more than rounding. */
  readonly sd: number;
  readonly n: number;
}

/**
 * Mean and sample standard deviation of returns − reference over [from, to), per period, skipping what is missing in
 * either. Two passes, nothing allocated but the result. Unknown with fewer than `minimum` (never fewer than 2).
 *
 * @param reference one rate for every period, or a series on the same axis
 */
export function excessMoments(
  returns: Float64Array,
  reference: number | Float64Array,
  from: number,
  to: number,
  minimum = 2,
): Outcome<ExcessMoments> {
  const needed = Math.max(2, minimum);
  let n = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const excess = valueAt(returns, i) - referenceAt(reference, i);
    if (Number.isNaN(excess)) continue;
    n++;
    sum += excess;
  }
  if (n < needed) return unknown(`${n} of ${needed} returns`);
  const mean = sum / n;
  let squares = 0;
  let size = 0;
  for (let i = from; i < to; i++) {
    const excess = valueAt(returns, i) - referenceAt(reference, i);
    if (Number.isNaN(excess)) continue;
    squares += (excess - mean) ** 2;
    size = Math.max(size, Math.abs(valueAt(returns, i)), Math.abs(referenceAt(reference, i)));
  }
  return known({ mean, sd: isConstantSeries(squares, size, n) ? 0 : Math.sqrt(squares / (n - 1)), n });
}

/** What a return is measured against at `index`. */
export function referenceAt(reference: number | Float64Array, index: number): number {
  return typeof reference === "number" ? reference : valueAt(reference, index);
}
