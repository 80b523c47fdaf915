import type { MarketSide } from "./market-capture.ts";
import { known, type Outcome } from "./outcome.ts";
import { SESSIONS_PER_YEAR } from "./realized-volatility.ts";
import type { ReturnWindow } from "./return-window.ts";
import { simpleRegression } from "./simple-regression.ts";

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
  /** Only the sessions on which the benchmark rose, or fell, by more than 0 before the risk-free rate. */
  readonly side?: MarketSide;
}

/**
 * Intercept and slope of {@link simpleRegression} of the excess returns on those of the benchmark.
 * Unknown as there: fewer than `minimum` pairs (never fewer than 3), or one of the two does not vary. Source: Jensen 1968.
 */
export function alphaBeta(
  returns: Float64Array,
  benchmark: Float64Array,
  options: AlphaBetaWindow = {},
): Outcome<AlphaBeta> {
  const {
    from = 0,
    to = returns.length,
    minimum = 3,
    periodsPerYear = SESSIONS_PER_YEAR,
    riskFree = 0,
    side,
  } = options;
  const market = benchmark.slice(from, to);
  for (const [i, value] of market.entries()) market[i] = isOn(side, value) ? value - riskFree : Number.NaN;
  const fit = simpleRegression(returns.subarray(from, to), market, 0, to - from, minimum);
  if (fit.value === null) return fit;
  const { alpha, beta, n } = fit.value;
  // With the risk-free rate taken from the regressor alone the intercept is too high by it.
  return known({ alpha: (1 + alpha - riskFree) ** periodsPerYear - 1, beta, n });
}

function isOn(side: MarketSide | undefined, value: number): boolean {
  if (side === undefined) return true;
  return side === "up" ? value > 0 : value < 0;
}
