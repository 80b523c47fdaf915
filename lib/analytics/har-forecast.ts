import { leastSquares } from "./least-squares.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import { valueAt } from "./value-at.ts";

const HORIZON = 21;
const WEEK = 5;
const MONTH = 21;
const MINIMUM_ROWS = 63;

export interface HarForecast {
  /** √(252 ŷ), annualized, a fraction. */
  readonly volatility: number;
  /** Mean daily r² expected over the next 21 sessions. */
  readonly variance: number;
  /** The regression's forecast lay outside the targets it was fitted to and the mean of those is shown instead. */
  readonly replacedByMean: boolean;
  /** Rows of the regression. */
  readonly n: number;
}

/**
 * Volatility of the next 21 sessions by the heterogeneous autoregression on squared daily returns.
 * Row s: the mean r² of s+1 … s+21 on r²_s, the mean r² of the 5 and of the 21 sessions up to s (OLS with intercept).
 * The last row ends at t − 21, so that no target looks past t; the forecast uses the regressors at t.
 * A forecast outside the range of the fitted targets is replaced by their mean and flagged.
 *
 * @param returns daily returns up to t, the last of them at t, none missing
 * Unknown with fewer than 63 rows (104 returns), a missing return, or a rank-deficient design.
 * Source: Corsi 2009; the replacement after Bollerslev, Patton and Quaedvlieg 2016.
 */
export function harForecast(returns: Float64Array): Outcome<HarForecast> {
  const t = returns.length - 1;
  const n = Math.max(0, t - HORIZON - (MONTH - 1) + 1);
  if (n < MINIMUM_ROWS) return unknown(`${n} of ${MINIMUM_ROWS} rows`);
  const sums = cumulativeSquares(returns);
  if (Number.isNaN(valueAt(sums, t + 1))) return unknown("a return is missing");
  const target = new Float64Array(n);
  const daily = new Float64Array(n);
  const weekly = new Float64Array(n);
  const monthly = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const s = row + MONTH - 1;
    target[row] = meanEndingAt(sums, s + HORIZON, HORIZON);
    daily[row] = valueAt(returns, s) ** 2;
    weekly[row] = meanEndingAt(sums, s, WEEK);
    monthly[row] = meanEndingAt(sums, s, MONTH);
  }
  const fit = leastSquares(target, [daily, weekly, monthly], { intercept: true });
  if (fit.value === null) return fit;
  const now = [1, valueAt(returns, t) ** 2, meanEndingAt(sums, t, WEEK), meanEndingAt(sums, t, MONTH)];
  let variance = 0;
  for (const [j, x] of now.entries()) variance += valueAt(fit.value.coefficients, j) * x;
  return known(withinRange(variance, target));
}

function withinRange(variance: number, target: Float64Array): HarForecast {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of target) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  const replacedByMean = variance < low || variance > high;
  const used = replacedByMean ? sum / target.length : variance;
  return { volatility: Math.sqrt(SESSIONS_PER_YEAR * used), variance: used, replacedByMean, n: target.length };
}

/** sums[i] = Σ of r² before i, so that any window's mean takes two reads. */
function cumulativeSquares(returns: Float64Array): Float64Array {
  const sums = new Float64Array(returns.length + 1);
  for (let i = 0; i < returns.length; i++) sums[i + 1] = valueAt(sums, i) + valueAt(returns, i) ** 2;
  return sums;
}

function meanEndingAt(sums: Float64Array, at: number, length: number): number {
  return (valueAt(sums, at + 1) - valueAt(sums, at + 1 - length)) / length;
}
