import { annualizedReturn } from "./annualized-return.ts";
import type { Outcome } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";

/**
 * {@link annualizedReturn} over the benchmark's, each of its own series, so that a missing period of one is no reason to
 * leave out the other's. Unknown where either is, or where the benchmark earned exactly nothing.
 */
export function captureRatio(
  returns: Float64Array,
  benchmark: Float64Array,
  periodsPerYear: number = SESSIONS_PER_YEAR,
): Outcome<number> {
  const ours = annualizedReturn(returns, periodsPerYear);
  if (ours.value === null) return ours;
  const theirs = annualizedReturn(benchmark, periodsPerYear);
  if (theirs.value === null) return theirs;
  return quotient(ours.value, theirs.value, "the benchmark earned nothing");
}
