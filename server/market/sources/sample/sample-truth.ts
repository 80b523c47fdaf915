import { required } from "#lib/assert.ts";
import { FACTOR_COVARIANCE, FACTORS, type FactorName } from "./generating-factors.ts";
import { sampleInstrument } from "./sample-instrument.ts";

const instrument = (symbol: string) => required(sampleInstrument(symbol), `instrument ${symbol}`);

/** The betas on the generating factors that a symbol's simulated returns are made with. Throws for text that is no ticker. */
export function trueExposures(symbol: string): Record<FactorName, number> {
  const { exposures } = instrument(symbol);
  const all: Record<FactorName, number> = {
    market: 0,
    rates: 0,
    value: 0,
    growth: 0,
    momentum: 0,
    quality: 0,
    size: 0,
    lowVolatility: 0,
  };
  return Object.assign(all, exposures);
}

/**
 * Covariance of two symbols' daily returns implied by their betas and the factors' covariance; a symbol's own variance
 * (a = b) includes what the factors do not explain. Betas between symbols are ratios of these.
 */
export function impliedCovariance(a: string, b: string): number {
  const [left, right] = [trueExposures(a), trueExposures(b)];
  let sum = instrument(a).symbol === instrument(b).symbol ? instrument(a).residualVolatility ** 2 : 0;
  for (const [row, rowName] of FACTORS.entries()) {
    for (const [column, columnName] of FACTORS.entries()) {
      sum += left[rowName] * right[columnName] * required(FACTOR_COVARIANCE[row]?.[column], "factor covariance");
    }
  }
  return sum;
}

/** The slope a univariate least squares fit of `symbol` on `regressor` estimates: implied covariance over variance. */
export function impliedBeta(symbol: string, regressor: string): number {
  return impliedCovariance(symbol, regressor) / impliedCovariance(regressor, regressor);
}
