import { isConstantSeries } from "./constant-series.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export interface SimpleRegression {
  /** Slope. */
  readonly beta: number;
  /** Intercept, in the unit of y (per session for daily returns). */
  readonly alpha: number;
  /** 1 − SSE / SST, 0–1. */
  readonly rSquared: number;
  /** Standard error of beta: √(SSE / (n − 2) / Σ(x − x̄)²). */
  readonly standardError: number;
  /** Pairs used. */
  readonly n: number;
}

/**
 * Ordinary least squares of y on x with an intercept over the pairs of [from, to) in which neither is missing (NaN).
 * Two centred passes and one over the residuals; O(n), nothing allocated but the result.
 *
 * Unknown with fewer than `minimum` pairs (never fewer than 3) or when x or y does not vary.
 * Source: Draper and Smith, Applied Regression Analysis, ch. 1.
 */
export function simpleRegression(
  y: Float64Array,
  x: Float64Array,
  from: number,
  to: number,
  minimum = 3,
): Outcome<SimpleRegression> {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = from; i < to; i++) {
    const xi = valueAt(x, i);
    const yi = valueAt(y, i);
    if (Number.isNaN(xi + yi)) continue;
    n++;
    sumX += xi;
    sumY += yi;
  }
  if (n < Math.max(3, minimum)) return unknown(`${n} of ${Math.max(3, minimum)} observations`);
  const meanX = sumX / n;
  const meanY = sumY / n;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = from; i < to; i++) {
    const dx = valueAt(x, i) - meanX;
    const dy = valueAt(y, i) - meanY;
    if (Number.isNaN(dx + dy)) continue;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  if (isConstantSeries(sxx, meanX, n)) return unknown("the regressor does not vary");
  if (isConstantSeries(syy, meanY, n)) return unknown("the series does not vary");
  const beta = sxy / sxx;
  const sse = residualSquares(y, x, from, to, meanY, meanX, beta);
  const standardError = Math.sqrt(sse / (n - 2) / sxx);
  return known({ beta, alpha: meanY - beta * meanX, rSquared: Math.max(0, 1 - sse / syy), standardError, n });
}

function residualSquares(
  y: Float64Array,
  x: Float64Array,
  from: number,
  to: number,
  meanY: number,
  meanX: number,
  beta: number,
): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const residual = valueAt(y, i) - meanY - beta * (valueAt(x, i) - meanX);
    if (!Number.isNaN(residual)) sum += residual * residual;
  }
  return sum;
}
