import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

/** A variance this small beside its parts is rounding: a hedge without anything left of it. */
const NEGLIGIBLE = 1e-12;

/**
 * Σ |wᵢ| σᵢ / √(Σ wᵢ wⱼ σᵢ σⱼ ρᵢⱼ): the volatility of the parts over that of the whole. 1 for one holding or perfect
 * correlation, √n for n equal uncorrelated ones; larger still for hedges. The scale of weights and volatilities cancels.
 *
 * Unknown when nothing is held or when the parts cancel out. Lengths must be n (RangeError).
 * Source: Choueifaty and Coignard 2008, here with signed weights in the denominator.
 *
 * @param correlation n × n by rows, positive semidefinite
 */
export function diversificationRatio(
  weights: Float64Array,
  volatilities: Float64Array,
  correlation: Float64Array,
): Outcome<number> {
  const n = weights.length;
  if (volatilities.length !== n || correlation.length !== n * n) {
    throw new RangeError(`${n} weights, ${volatilities.length} volatilities, ${correlation.length} correlations`);
  }
  let parts = 0;
  let variance = 0;
  for (let i = 0; i < n; i++) {
    const own = valueAt(weights, i) * valueAt(volatilities, i);
    parts += Math.abs(own);
    for (let j = 0; j < n; j++) {
      variance += own * valueAt(weights, j) * valueAt(volatilities, j) * valueAt(correlation, i * n + j);
    }
  }
  if (!(parts > 0)) return unknown("nothing is held");
  if (!(variance > NEGLIGIBLE * parts * parts)) return unknown("the holdings cancel each other out");
  return known(parts / Math.sqrt(variance));
}
