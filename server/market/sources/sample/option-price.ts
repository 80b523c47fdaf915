import type { OptionType } from "#lib/portfolio-import/occ-symbol.ts";

export interface PricedOption {
  readonly type: OptionType;
  readonly spot: number;
  readonly strike: number;
  /** To expiry, ≥ 0. */
  readonly years: number;
  /** Annualized, continuous. */
  readonly rate: number;
  /** Annualized. */
  readonly volatility: number;
}

/** Standard normal distribution function; absolute error < 7.5e-8. Source: Abramowitz & Stegun 1964, 26.2.17. */
function normalDistribution(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return x > 0 ? 1 - tail : tail;
}

/**
 * Value of a European option on a share that pays nothing until it expires, per share; its intrinsic value at expiry.
 * Source: Black & Scholes 1973.
 */
export function optionPrice({ type, spot, strike, years, rate, volatility }: PricedOption): number {
  const sign = type === "CALL" ? 1 : -1;
  const deviation = volatility * Math.sqrt(years);
  if (deviation === 0) return Math.max(0, sign * (spot - strike));
  const d1 = (Math.log(spot / strike) + rate * years) / deviation + deviation / 2;
  const discounted = strike * Math.exp(-rate * years);
  return sign * (spot * normalDistribution(sign * d1) - discounted * normalDistribution(sign * (d1 - deviation)));
}
