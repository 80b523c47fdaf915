import { normalCdf } from "./normal-cdf.ts";
import { normalDensity } from "./normal-density.ts";
import { parityPrice } from "./parity-price.ts";

export interface OptionTerms {
  readonly type: "CALL" | "PUT";
  /** Price of the underlying and the strike, in one currency, both above 0. */
  readonly spot: number;
  readonly strike: number;
  /** Time to expiry; 0 on the day itself. */
  readonly years: number;
  /** Riskless rate and dividend yield, continuously compounded, fractions a year. */
  readonly rate: number;
  readonly dividendYield: number;
  /** Annualized, a fraction. */
  readonly volatility: number;
}

export interface OptionModel {
  /** Per unit of the underlying, as the rest. */
  readonly price: number;
  readonly delta: number;
  /** Null where it has no finite limit: at the forward price without time or volatility left. */
  readonly gamma: number | null;
  /** Per 1.00 of volatility. */
  readonly vega: number;
  /** Per year as time passes; null on the day of expiry exactly at the strike, where it has no finite limit. */
  readonly theta: number | null;
  /** Per 1.00 of rate. */
  readonly rho: number;
  /** Per 1.00 of dividend yield. */
  readonly dividendRho: number;
}

/**
 * European option with a continuous dividend yield q: the price of {@link parityPrice} and its derivatives with
 * d₁,₂ = (ln(S/K) + (r − q)T) / (σ√T) ± σ√T / 2. Without time or volatility everything is the limit: the discounted
 * intrinsic value and its derivatives, delta half way at the forward price.
 *
 * RangeError unless spot, strike > 0, years, volatility ≥ 0 and all are finite. Source: Black and Scholes 1973; Merton
 * 1973; Haug 2007, ch. 1–2.
 */
export function blackScholesMerton(terms: OptionTerms): OptionModel {
  checkTerms(terms);
  const { type, spot, strike, years, rate, dividendYield, volatility } = terms;
  const sign = type === "CALL" ? 1 : -1;
  const asset = spot * Math.exp(-dividendYield * years);
  const bond = strike * Math.exp(-rate * years);
  const root = Math.sqrt(years);
  const spread = volatility * root;
  const moneyness = Math.log(spot / strike) + (rate - dividendYield) * years;
  const d1 = spread > 0 ? moneyness / spread + spread / 2 : limitOf(moneyness);
  const d2 = spread > 0 ? d1 - spread : d1;
  const assetShare = normalCdf(sign * d1);
  const bondShare = normalCdf(sign * d2);
  const density = normalDensity(d1);
  const carry = sign * (dividendYield * asset * assetShare - rate * bond * bondShare);
  const atKink = spread === 0 && moneyness === 0;
  return {
    price: parityPrice(asset, bond, d1, d2, sign),
    delta: (sign * asset * assetShare) / spot,
    gamma: atKink ? null : density === 0 ? 0 : (asset * density) / (spot * spot * spread),
    vega: asset * density * root,
    theta: atKink && years === 0 ? null : carry - (density === 0 ? 0 : (asset * density * volatility) / (2 * root)),
    rho: sign * years * bond * bondShare,
    dividendRho: -sign * years * asset * assetShare,
  };
}

/** d₁ and d₂ as σ√T goes to 0. */
function limitOf(moneyness: number): number {
  return moneyness === 0 ? 0 : Math.sign(moneyness) * Number.POSITIVE_INFINITY;
}

function checkTerms({ spot, strike, years, rate, dividendYield, volatility }: OptionTerms): void {
  const finite = Number.isFinite(spot + strike + years + rate + dividendYield + volatility);
  if (!(finite && spot > 0 && strike > 0 && years >= 0 && volatility >= 0)) {
    const terms = JSON.stringify({ spot, strike, years, rate, dividendYield, volatility });
    throw new RangeError(`an option cannot have these terms: ${terms}`);
  }
}
