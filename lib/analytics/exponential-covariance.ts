import { completeRows } from "./complete-rows.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { intAt, valueAt } from "./value-at.ts";

export interface ExponentialWindow {
  /** Half-open range of sessions; the newest weighs 1. */
  readonly from: number;
  readonly to: number;
  /** Weight of a session over the one after it. */
  readonly decay: number;
  /** Fewest sessions in which no series is missing. */
  readonly minimum: number;
}

/**
 * Covariance of series about their weighted means, the weights decay^(age in sessions) scaled to a sum of 1, over the
 * sessions in which none is missing. n × n by rows. Unknown with fewer than `minimum` of them.
 * Source: RiskMetrics 1996, there about a mean of zero.
 */
export function exponentialCovariance(
  series: readonly Float64Array[],
  { from, to, decay, minimum }: ExponentialWindow,
): Outcome<Float64Array> {
  const rows = completeRows(series, from, to);
  if (rows.length < minimum) return unknown(`${rows.length} of ${minimum} observations`);
  const weights = Float64Array.from(rows, (row) => decay ** (to - 1 - row));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const centred = series.map((values) => centre(values, rows, weights, total));
  const n = series.length;
  const covariance = new Float64Array(n * n);
  for (const [a, first] of centred.entries()) {
    for (const [b, second] of centred.slice(0, a + 1).entries()) {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) sum += valueAt(weights, i) * valueAt(first, i) * valueAt(second, i);
      covariance[a * n + b] = sum / total;
      covariance[b * n + a] = sum / total;
    }
  }
  return known(covariance);
}

function centre(values: Float64Array, rows: Int32Array, weights: Float64Array, total: number): Float64Array {
  const centred = new Float64Array(rows.length);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = valueAt(values, intAt(rows, i));
    centred[i] = value;
    sum += valueAt(weights, i) * value;
  }
  const mean = sum / total;
  for (let i = 0; i < rows.length; i++) centred[i] = valueAt(centred, i) - mean;
  return centred;
}
