import { blackScholesMerton, type OptionTerms } from "./black-scholes-merton.ts";
import { normalDensity } from "./normal-density.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { parityPrice } from "./parity-price.ts";

const LOWEST_VOLATILITY = 0.01;
const HIGHEST_VOLATILITY = 5;
const STEPS = 100;
/** Share of spot or strike up to which a difference to the intrinsic value is no more than its rounding. */
const ROUNDING = 1e-12;
const MOST_NAMES = { CALL: "the underlying less its dividends", PUT: "the discounted strike" } as const;

/**
 * The volatility at which the model of {@link blackScholesMerton} has this price, a fraction from 0.01 to 5. The price
 * rises with volatility, so that there is at most one: Newton's steps inside a bracket that halves where they leave it,
 * down to the last bit the price can tell. Nothing is allocated while it steps.
 *
 * Unknown for a price below the discounted intrinsic value or at or above what the option can be worth at most (the
 * underlying less its dividends for a call, the discounted strike for a put): "impossible". Unknown for a price without
 * time value, which any volatility low enough makes, when the option has expired or when the volatility would be below 1%
 * or above 500%. RangeError as the model's, and for a price not finite.
 */
export function impliedVolatility(price: number, terms: Omit<OptionTerms, "volatility">): Outcome<number> {
  if (!Number.isFinite(price)) throw new RangeError(`an option cannot have the price ${price}`);
  const refusal = refusalOf(price, terms);
  if (refusal !== null) return unknown(refusal);
  const { type, spot, strike, years, rate, dividendYield } = terms;
  const sign = type === "CALL" ? 1 : -1;
  const asset = spot * Math.exp(-dividendYield * years);
  const bond = strike * Math.exp(-rate * years);
  const moneyness = Math.log(spot / strike) + (rate - dividendYield) * years;
  const root = Math.sqrt(years);
  let low = LOWEST_VOLATILITY;
  let high = HIGHEST_VOLATILITY;
  let volatility = startOf(moneyness, years);
  for (let step = 0; step < STEPS; step++) {
    const spread = volatility * root;
    const d1 = moneyness / spread + spread / 2;
    const modelled = parityPrice(asset, bond, d1, d1 - spread, sign);
    if (modelled === price) break;
    if (modelled < price) low = volatility;
    else high = volatility;
    const vega = asset * normalDensity(d1) * root;
    const newton = volatility + (price - modelled) / vega;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - volatility) <= 2 * Number.EPSILON * volatility) break;
    volatility = next;
  }
  return known(volatility);
}

function refusalOf(price: number, terms: Omit<OptionTerms, "volatility">): string | null {
  const intrinsic = blackScholesMerton({ ...terms, volatility: 0 }).price;
  const leastTold = intrinsic > 0 ? ROUNDING * Math.max(terms.spot, terms.strike) : 0;
  if (price < intrinsic - leastTold)
    return `impossible: below its discounted intrinsic value of ${intrinsic.toFixed(4)}`;
  const most = mostOf(terms);
  if (price >= most) return `impossible: not below ${most.toFixed(4)}, ${MOST_NAMES[terms.type]}`;
  if (terms.years === 0) return "expired: its price says nothing of volatility";
  if (price <= intrinsic + leastTold) return "no time value: its price says nothing of volatility";
  if (price < blackScholesMerton({ ...terms, volatility: LOWEST_VOLATILITY }).price) {
    return "the price implies a volatility below 1%";
  }
  if (price > blackScholesMerton({ ...terms, volatility: HIGHEST_VOLATILITY }).price) {
    return "the price implies a volatility above 500%";
  }
  return null;
}

function mostOf({ type, spot, strike, years, rate, dividendYield }: Omit<OptionTerms, "volatility">): number {
  return type === "CALL" ? spot * Math.exp(-dividendYield * years) : strike * Math.exp(-rate * years);
}

/** Where vega is largest, from which Newton's steps converge (Manaster and Koehler 1982), held inside the bracket. */
function startOf(moneyness: number, years: number): number {
  const start = Math.sqrt((2 * Math.abs(moneyness)) / years);
  return Math.max(0.2, Math.min(2, start));
}
