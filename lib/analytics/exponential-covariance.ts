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
  const count = rows.length;
  if (count < minimum) return unknown(`${count} of ${minimum} observations`);
  const weights = weightsOf(rows, to - 1, decay);
  const n = series.length;
  const scaled = new Float64Array(n * count);
  for (const [a, values] of series.entries()) scale(values, rows, weights, scaled.subarray(a * count, (a + 1) * count));
  const covariance = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += valueAt(scaled, a * count + i) * valueAt(scaled, b * count + i);
      covariance[a * n + b] = sum;
      covariance[b * n + a] = sum;
    }
  }
  return known(covariance);
}

/** decay^(newest − row), scaled to a sum of 1. */
function weightsOf(rows: Int32Array, newest: number, decay: number): Float64Array {
  const weights = new Float64Array(rows.length);
  let weight = 1;
  let total = 0;
  let last = newest;
  for (let i = rows.length - 1; i >= 0; i--) {
    for (const row = intAt(rows, i); last > row; last--) weight *= decay;
    weights[i] = weight;
    total += weight;
  }
  for (let i = 0; i < rows.length; i++) weights[i] = valueAt(weights, i) / total;
  return weights;
}

/** √weight × (value − weighted mean), so that a product of two is their share of the covariance. */
function scale(values: Float64Array, rows: Int32Array, weights: Float64Array, target: Float64Array): void {
  let mean = 0;
  for (let i = 0; i < rows.length; i++) mean += valueAt(weights, i) * valueAt(values, intAt(rows, i));
  for (let i = 0; i < rows.length; i++) {
    target[i] = Math.sqrt(valueAt(weights, i)) * (valueAt(values, intAt(rows, i)) - mean);
  }
}
