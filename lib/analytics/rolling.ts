import type { Outcome } from "./outcome.ts";

/**
 * A figure of each window of `length` that ends at a session: `figure(from, to)` with to − 1 that session. NaN (missing)
 * where it is unknown or the window would begin before the series. As long as the series.
 */
export function rolling(
  count: number,
  length: number,
  figure: (from: number, to: number) => Outcome<number>,
): Float64Array {
  const values = new Float64Array(count).fill(Number.NaN);
  for (let i = length - 1; i < count; i++) values[i] = figure(i - length + 1, i + 1).value ?? Number.NaN;
  return values;
}
