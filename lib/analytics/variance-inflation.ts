import { completeRows } from "./complete-rows.ts";
import { valuesAt } from "./known-values.ts";
import { leastSquares } from "./least-squares.ts";
import { moments } from "./moments.ts";
import { known, type Outcome, unknown } from "./outcome.ts";

/**
 * Variance inflation factor of each regressor, 1 / (1 − R²) of its regression on the others with an intercept: 1 where it
 * stands alone, and by how many times the variance of its coefficient is larger in their company. Over the rows of
 * [from, to) in which no regressor is missing (NaN).
 *
 * Unknown with fewer than `minimum` such rows, where a regressor does not vary, or where they are collinear.
 * Source: Marquardt 1970; Belsley, Kuh and Welsch 1980.
 *
 * @param names by which the regressors stand in a reason
 */
export function varianceInflation(
  regressors: readonly Float64Array[],
  from: number,
  to: number,
  minimum: number,
  names: readonly string[] = regressors.map((_, j) => `regressor ${j}`),
): Outcome<Float64Array> {
  const rows = completeRows(regressors, from, to);
  if (rows.length < minimum) return unknown(`${rows.length} of ${minimum} observations`);
  const columns = regressors.map((regressor) => valuesAt(regressor, rows));
  const flat = columns.findIndex((column) => moments(column).value === null);
  if (flat >= 0) return unknown(`${names[flat]} does not vary`);
  const factors = new Float64Array(columns.length);
  let collinear: string | null = null;
  for (const [j, column] of columns.entries()) {
    const others = columns.filter((_, i) => i !== j);
    const fit = leastSquares(column, others, { intercept: true });
    if (fit.value === null) {
      // The others are collinear among themselves; one that says which is better than this one.
      collinear ??= fit.reason;
      continue;
    }
    const alone = 1 - fit.value.rSquared;
    if (alone <= rows.length * Number.EPSILON) return unknown(`${names[j]} is a combination of the others`);
    factors[j] = 1 / alone;
  }
  return collinear === null ? known(factors) : unknown(collinear);
}
