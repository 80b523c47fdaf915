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
 * Unknown with fewer than `minimum` such rows (never fewer than one more than the regressors), where a regressor does not
 * vary, or where they are collinear. Source: Marquardt 1970; Belsley, Kuh and Welsch 1980.
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
  const needed = Math.max(minimum, regressors.length + 1);
  if (rows.length < needed) return unknown(`${rows.length} of ${needed} observations`);
  const columns = regressors.map((regressor) => valuesAt(regressor, rows));
  const flat = columns.findIndex((column) => moments(column).value === null);
  if (flat >= 0) return unknown(`${names[flat]} does not vary`);
  const factors = new Float64Array(columns.length);
  let isCollinear = false;
  for (const [j, column] of columns.entries()) {
    const others = columns.filter((_, i) => i !== j);
    const fit = leastSquares(column, others, { intercept: true });
    if (fit.value === null) {
      // The others are collinear among themselves: one of them may say which.
      isCollinear = true;
      continue;
    }
    const alone = 1 - fit.value.rSquared;
    if (alone <= rows.length * Number.EPSILON) return unknown(`${names[j]} is a combination of the others`);
    factors[j] = 1 / alone;
  }
  return isCollinear ? unknown(`some of ${names.join(", ")} are combinations of each other`) : known(factors);
}
