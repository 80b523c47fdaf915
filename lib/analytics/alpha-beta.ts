import { isConstantSeries } from "./constant-series.ts";
import type { MarketSide } from "./market-capture.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";
import { valueAt } from "./value-at.ts";

export interface AlphaBeta {
  /** Jensen's alpha compounded to a year: (1 + intercept)^252 − 1. */
  readonly alpha: number;
  readonly beta: number;
  /** Pairs used. */
  readonly n: number;
}

interface AlphaBetaWindow extends ReturnWindow {
  /** Per period, taken from both; 0 where left out. */
  readonly riskFree?: number;
  /** Only the sessions on which the benchmark rose above 0, or fell below it. */
  readonly side?: MarketSide;
}

/**
 * Slope cov(r, b) / var(b) and intercept of the excess returns on those of the benchmark, over the pairs in which neither
 * is missing. Without standard errors, so that two pairs are enough where `minimum` says so; `ols.ts` has them.
 * Unknown with fewer than `minimum` pairs (3 where left out, never fewer than 2), where the benchmark does not vary or
 * where alpha has no yearly value. Source: Jensen 1968.
 */
export function alphaBeta(
  returns: Float64Array,
  benchmark: Float64Array,
  options: AlphaBetaWindow = {},
): Outcome<AlphaBeta> {
  const { from = 0, to = returns.length, periodsPerYear = SESSIONS_PER_YEAR, riskFree = 0, side } = options;
  const needed = Math.max(2, options.minimum ?? 3);
  let n = 0;
  let sum = 0;
  let marketSum = 0;
  for (let i = from; i < to; i++) {
    const pair = valueAt(returns, i) + valueAt(benchmark, i);
    if (Number.isNaN(pair) || !isOn(side, valueAt(benchmark, i))) continue;
    n++;
    sum += valueAt(returns, i);
    marketSum += valueAt(benchmark, i);
  }
  if (n < needed) return unknown(`${n} of ${needed} observations`);
  const [mean, marketMean] = [sum / n, marketSum / n];
  let covariance = 0;
  let variance = 0;
  for (let i = from; i < to; i++) {
    const market = valueAt(benchmark, i) - marketMean;
    const product = market * (valueAt(returns, i) - mean);
    if (Number.isNaN(product) || !isOn(side, valueAt(benchmark, i))) continue;
    covariance += product;
    variance += market * market;
  }
  if (isConstantSeries(variance, marketMean, n)) return unknown("the benchmark does not vary");
  const beta = covariance / variance;
  const alpha = (1 + mean - riskFree - beta * (marketMean - riskFree)) ** periodsPerYear - 1;
  return Number.isFinite(alpha) ? known({ alpha, beta, n }) : unknown("alpha has no yearly value");
}

function isOn(side: MarketSide | undefined, value: number): boolean {
  if (side === undefined) return true;
  return side === "up" ? value > 0 : value < 0;
}
