import { valueAt } from "./value-at.ts";

export interface TimeWeightedIndex {
  /** Π (1 + r) up to each session, from 1 before the first; NaN from `endsAt` on. The return to date is index − 1. */
  readonly index: Float64Array;
  /** First session without a return, where the index ends for good; null when it reaches the last. */
  readonly endsAt: number | null;
  /** Why it ends; null when it does not. */
  readonly reason: string | null;
}

/**
 * Time-weighted index of daily returns. It stops at the first missing return (equity not positive) instead of bridging
 * it: what follows is not a return on the same money. Source: GIPS; Bacon 2008, ch. 2.
 */
export function timeWeightedIndex(returns: Float64Array): TimeWeightedIndex {
  const index = new Float64Array(returns.length).fill(Number.NaN);
  let level = 1;
  for (let t = 0; t < returns.length; t++) {
    const value = valueAt(returns, t);
    if (Number.isNaN(value)) return { index, endsAt: t, reason: "equity is not positive" };
    level *= 1 + value;
    index[t] = level;
  }
  return { index, endsAt: null, reason: null };
}
