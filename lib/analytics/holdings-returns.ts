import { valueAt } from "./value-at.ts";

/** Share of gross weight that must have a return for a session to count. */
export const PRICED_SHARE = 0.8;

export interface HoldingsReturns {
  /** One per session that counts, ascending; none missing. */
  readonly returns: Float64Array;
  /** Index of each on the sessions of the holdings. */
  readonly sessions: Int32Array;
}

/**
 * What today's holdings would have earned: Σ wᵢ rᵢ with the weights of the as-of date held fixed, over the sessions of
 * [from, to) in which holdings worth at least 80% of gross have a return. A missing one adds 0; nothing is rescaled.
 *
 * @param weights signed, exposure / equity, one per holding
 * @param returns daily total returns per holding, on one axis of sessions, NaN missing
 */
export function holdingsReturns(
  weights: Float64Array,
  returns: readonly Float64Array[],
  from: number,
  to: number,
): HoldingsReturns {
  const total = new Float64Array(to - from);
  const priced = new Float64Array(to - from);
  let gross = 0;
  for (const [h, series] of returns.entries()) {
    const weight = valueAt(weights, h);
    gross += Math.abs(weight);
    for (let t = from; t < to; t++) {
      const value = valueAt(series, t);
      if (Number.isNaN(value)) continue;
      total[t - from] = valueAt(total, t - from) + weight * value;
      priced[t - from] = valueAt(priced, t - from) + Math.abs(weight);
    }
  }
  return countedSessions(total, priced, gross * (PRICED_SHARE - 1e-12), from);
}

function countedSessions(total: Float64Array, priced: Float64Array, needed: number, from: number): HoldingsReturns {
  const sessions = new Int32Array(total.length);
  const returns = new Float64Array(total.length);
  let count = 0;
  for (let i = 0; i < total.length; i++) {
    if (needed <= 0 || valueAt(priced, i) < needed) continue;
    sessions[count] = from + i;
    returns[count++] = valueAt(total, i);
  }
  return { returns: returns.slice(0, count), sessions: sessions.slice(0, count) };
}
