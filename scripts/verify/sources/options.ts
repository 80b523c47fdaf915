import { blackScholesMerton, type OptionModel, type OptionTerms } from "#lib/analytics/black-scholes-merton.ts";
import type { Answer } from "../agreement.ts";
import type { ReferenceCase } from "../reference-file.ts";
import type { ReferenceSource } from "../reference-source.ts";

const DAYS_A_YEAR = 365;

interface HaugInputs {
  readonly type: "call" | "put";
  readonly spot: number;
  readonly strike: number;
  readonly time_years: number;
  readonly rate: number;
  readonly dividend_yield: number;
  readonly volatility: number;
}

export const optionSource: ReferenceSource = {
  file: "options_haug_european",
  title: "European options: price and greeks (Haug)",
  answers: {
    bsm_price: of(({ price }) => price),
    bsm_delta: of(({ delta }) => delta),
    bsm_gamma: of(({ gamma }) => gamma),
    bsm_vega: of(({ vega }) => vega),
    bsm_theta: of(({ theta }) => theta),
    bsm_theta_per_day: of(({ theta }) => theta && theta / DAYS_A_YEAR),
    bsm_rho: of(({ rho }) => rho),
    bsm_dividend_rho: of(({ dividendRho }) => dividendRho),
    bsm_elasticity: of(({ delta, price }, { spot }) => (delta * spot) / price),
  },
  notHeld: {},
};

function of(figure: (model: OptionModel, terms: OptionTerms) => number | null): (entry: ReferenceCase) => Answer {
  return ({ inputs }) => {
    const { type, spot, strike, time_years, rate, dividend_yield, volatility } = inputs as unknown as HaugInputs;
    const terms: OptionTerms = {
      type: type === "call" ? "CALL" : "PUT",
      ...{ spot, strike, rate, volatility, years: time_years, dividendYield: dividend_yield },
    };
    return figure(blackScholesMerton(terms), terms);
  };
}
