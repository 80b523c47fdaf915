import { knownValues } from "./known-values.ts";
import { type Outcome, unknown } from "./outcome.ts";
import { quantile } from "./quantile.ts";
import { quotient } from "./quotient.ts";

/**
 * |95% quantile| / |5% quantile| of the returns (type 7): above 1, gains reach further than losses. Missing are skipped.
 * Unknown for no returns or where the 5% quantile is 0.
 */
export function tailRatio(returns: Float64Array): Outcome<number> {
  const sorted = knownValues(returns).sort();
  const right = quantile(sorted, 0.95);
  if (right.value === null) return unknown("no returns");
  const left = quantile(sorted, 0.05);
  return quotient(Math.abs(right.value), Math.abs(left.value ?? 0), "the 5% quantile is 0");
}
