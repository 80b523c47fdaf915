import { cholesky, solveCholesky } from "./cholesky.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { intAt, valueAt } from "./value-at.ts";

export interface Spillover {
  /** The given returns, and the expected ones of the others. */
  readonly returns: Float64Array;
  /** Places of those that had to be held to the largest given |return|, ascending. */
  readonly bounded: readonly number[];
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
  const shocked = shockedPlaces(given);
  const k = shocked.length;
  if (k === 0) return unknown("nothing is shocked");
  const factor = cholesky(enlargedBlock(covariance, n, shocked), k);
  if (factor === null) return unknown("what is shocked does not vary");
  const load = new Float64Array(k);
  let limit = 0;
  for (let a = 0; a < k; a++) {
    const shock = valueAt(given, intAt(shocked, a));
    load[a] = shock;
    limit = Math.max(limit, Math.abs(shock));
  }
  solveCholesky(factor, k, load);
  const returns = given.slice();
  const bounded: number[] = [];
  for (let place = 0; place < n; place++) {
    if (!Number.isNaN(valueAt(given, place))) continue;
    const value = expected(covariance, place * n, shocked, load);
    returns[place] = Math.max(-limit, Math.min(limit, value));
    if (Math.abs(value) > limit) bounded.push(place);
  }
  return known({ returns, bounded });
}

function shockedPlaces(given: Float64Array): Int32Array {
  const places = new Int32Array(given.length);
  let count = 0;
  for (let place = 0; place < given.length; place++) {
    if (!Number.isNaN(valueAt(given, place))) places[count++] = place;
  }
  return places.subarray(0, count);
}

/** Σ_SS with its diagonal enlarged. */
function enlargedBlock(covariance: Float64Array, n: number, shocked: Int32Array): Float64Array {
  const k = shocked.length;
  const block = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      const entry = valueAt(covariance, intAt(shocked, a) * n + intAt(shocked, b));
      block[a * k + b] = a === b ? entry * (1 + SHRINKAGE) : entry;
    }
  }
  return block;
}

function expected(covariance: Float64Array, row: number, shocked: Int32Array, load: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < shocked.length; a++) sum += valueAt(covariance, row + intAt(shocked, a)) * valueAt(load, a);
  return sum;
}
