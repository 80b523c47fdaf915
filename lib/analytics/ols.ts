import { known, type Outcome, unknown } from "./outcome.ts";
import { type SimpleRegression, simpleRegression } from "./simple-regression.ts";
import { studentPValue } from "./student-p-value.ts";

export interface Significance {
  /** beta / its standard error. */
  readonly tStatistic: number;
  /** Two-sided, Student with n − 2 degrees of freedom. */
  readonly pValue: number;
}

export interface OlsFit extends SimpleRegression {
  /** Unknown where the fit is exact: a series regressed on itself. */
  readonly significance: Outcome<Significance>;
}

/** {@link simpleRegression} with the test of beta = 0. Same arguments, same refusals. */
export function ols(y: Float64Array, x: Float64Array, from: number, to: number, minimum: number): Outcome<OlsFit> {
  const fit = simpleRegression(y, x, from, to, minimum);
  if (fit.value === null) return fit;
  return known({ ...fit.value, significance: significanceOf(fit.value) });
}

function significanceOf({ beta, standardError, n }: SimpleRegression): Outcome<Significance> {
  const tStatistic = beta / standardError;
  if (!Number.isFinite(tStatistic)) return unknown("the fit is exact");
  return known({ tStatistic, pValue: studentPValue(tStatistic, n - 2) });
}
