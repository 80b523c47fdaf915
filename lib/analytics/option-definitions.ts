import type { MetricDefinition } from "./metric-definition.ts";

const MODEL =
  "Black–Scholes–Merton, q the underlying’s dividends of 365 days over its close, r 4% unless configured, days / 365";

/** Of an option, per share of the underlying. */
export const OPTION_DEFINITIONS: readonly MetricDefinition[] = [
  {
    id: "implied-volatility",
    name: "Implied volatility",
    formula: `σ from 1% to 500% at which the model has the newest known price, the entry price included; 25% where none has. ${MODEL}`,
    window: "at the price’s date, annualized",
    priceBasis: "as traded",
    kind: "none",
    source: "Newton’s steps inside a bracket; Manaster and Koehler 1982",
  },
  greek("delta", "Delta", "∂price / ∂spot = ± e^(−qT) N(± d₁)"),
  greek("gamma", "Gamma", "∂²price / ∂spot² = e^(−qT) φ(d₁) / (S σ √T)"),
  greek("vega", "Vega", "∂price / ∂σ = S e^(−qT) φ(d₁) √T, per 1.00 of volatility"),
  greek("theta", "Theta", "change of the price as time passes, per year"),
  greek("rho", "Rho", "∂price / ∂r, per 1.00 of the riskless rate"),
];

function greek(id: string, name: string, formula: string): MetricDefinition {
  return {
    ...{ id, name },
    formula: `${formula}. ${MODEL}`,
    window: "at the date",
    priceBasis: "as traded",
    kind: "none",
    source: "Merton 1973; Haug 2007, ch. 1 and 2",
  };
}
