import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

/**
 * Mean of |ρ| over the pairs of a correlation matrix, 0–1. Unknown for fewer than two series.
 *
 * @param correlation n × n by rows
 */
export function meanAbsoluteCorrelation(correlation: Float64Array, n: number): Outcome<number> {
  if (n < 2) return unknown("fewer than two series");
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) sum += Math.abs(valueAt(correlation, i * n + j));
  }
  return known(sum / ((n * (n - 1)) / 2));
}
