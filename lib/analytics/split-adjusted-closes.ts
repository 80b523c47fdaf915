import { valueAt } from "./value-at.ts";

/**
 * Closes as traded restated in the shares of session `at`: each divided by the splits after it, up to and including `at`.
 * Dividends are not removed. Sessions after `at` are NaN, as are missing closes.
 */
export function splitAdjustedCloses(closes: Float64Array, splits: Float64Array | undefined, at: number): Float64Array {
  const adjusted = new Float64Array(closes.length).fill(Number.NaN);
  let later = 1;
  for (let t = Math.min(at, closes.length - 1); t >= 0; t--) {
    adjusted[t] = valueAt(closes, t) / later;
    later *= splits?.[t] ?? 1;
  }
  return adjusted;
}
