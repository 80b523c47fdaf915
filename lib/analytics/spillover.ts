import { cholesky, solveCholesky } from "./cholesky.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { intAt, valueAt } from "./value-at.ts";

export interface Spillover {
  /** The given returns, and the expected ones of the others. */
  readonly returns: Float64Array;
  /** Places of those that had to be held to the largest given |return|, ascending. */
  readonly bounded: Int32Array;
}

const SHRINKAGE = 0.05;

/**
 * What the other series are expected to do when some return as given: E[r_U | r_S] = Σ_US (Σ_SS + 0.05 diag Σ_SS)⁻¹ r_S,
 * the diagonal enlarged so that nearly collinear shocks cannot blow up, each result held to the largest given |return|.
 * Unknown where nothing is given or what is given does not vary. Source: conditional normal distribution; Kupiec 1998.
 *
 * @param covariance n × n by rows
 * @param given n returns, NaN where to be filled
 */
export function spillover(covariance: Float64Array, given: Float64Array): Outcome<Spillover> {
  const n = given.length;
  if (covariance.length !== n * n) throw new RangeError(`${covariance.length} covariances for ${n} series`);
  const all = Int32Array.from(given.keys());
  const shocked = all.filter((place) => !Number.isNaN(valueAt(given, place)));
  const k = shocked.length;
  if (k === 0) return unknown("nothing is shocked");
  const block = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      const entry = valueAt(covariance, intAt(shocked, a) * n + intAt(shocked, b));
      block[a * k + b] = a === b ? entry * (1 + SHRINKAGE) : entry;
    }
  }
  const factor = cholesky(block, k);
  if (factor === null) return unknown("what is shocked does not vary");
  const load = Float64Array.from(shocked, (place) => valueAt(given, place));
  const limit = load.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  solveCholesky(factor, k, load);
  const returns = given.map((value, place) =>
    Number.isNaN(value) ? expected(covariance, place * n, shocked, load) : value,
  );
  const bounded = all.filter((place) => Math.abs(valueAt(returns, place)) > limit);
  for (const place of bounded) returns[place] = Math.sign(valueAt(returns, place)) * limit;
  return known({ returns, bounded });
}

function expected(covariance: Float64Array, row: number, shocked: Int32Array, load: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < shocked.length; a++) sum += valueAt(covariance, row + intAt(shocked, a)) * valueAt(load, a);
  return sum;
}
