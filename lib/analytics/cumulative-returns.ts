import { valueAt } from "./value-at.ts";

/** Π (1 + r) − 1 up to each session, a fraction; a missing return adds nothing. */
export function cumulativeReturns(returns: Float64Array): Float64Array {
  const cumulative = new Float64Array(returns.length);
  let wealth = 1;
  for (let t = 0; t < returns.length; t++) {
    const value = valueAt(returns, t);
    if (!Number.isNaN(value)) wealth *= 1 + value;
    cumulative[t] = wealth - 1;
  }
  return cumulative;
}
