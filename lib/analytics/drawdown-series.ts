import { valueAt } from "./value-at.ts";

/** Value over its running maximum, minus 1: ≤ 0, a fraction. Missing where the value is; the maximum skips those. */
export function drawdownSeries(values: Float64Array): Float64Array {
  const drawdowns = new Float64Array(values.length);
  let peak = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = valueAt(values, i);
    if (value > peak) peak = value;
    drawdowns[i] = value / peak - 1;
  }
  return drawdowns;
}
