import type { StressScenario, StressShocks } from "./stress-scenarios.ts";

const MARKET = [
  scenario("market", "market_up_5", "Market up 5%", { market: 0.05 }),
  scenario("market", "market_down_5", "Market down 5%", { market: -0.05 }),
  scenario("market", "market_up_10", "Market up 10%", { market: 0.1 }),
  scenario("market", "market_down_10", "Market down 10%", { market: -0.1 }),
  scenario("market", "market_rally_25", "Market rally of 25%", { market: 0.25 }),
  scenario("market", "market_crash_35", "Market crash of 35%", { market: -0.35 }),
];

const RATES = [
  scenario("rates", "rates_up_25bp", "Rates up 25 bp", { rateBp: 25 }),
  scenario("rates", "rates_down_25bp", "Rates down 25 bp", { rateBp: -25 }),
  scenario("rates", "rates_up_50bp", "Rates up 50 bp", { rateBp: 50 }),
  scenario("rates", "rates_down_50bp", "Rates down 50 bp", { rateBp: -50 }),
  scenario("rates", "rates_up_100bp", "Rates up 100 bp", { rateBp: 100 }),
  scenario("rates", "rates_down_100bp", "Rates down 100 bp", { rateBp: -100 }),
  scenario("rates", "rate_spike_300bp", "Rate spike of 300 bp", { rateBp: 300 }),
];

const STYLE = [
  scenario("style", "value_rotation_20", "Rotation into value", { value: 0.2, growth: -0.1 }),
  scenario("style", "growth_rally_15", "Growth rally", { growth: 0.15, momentum: 0.1 }),
  scenario("style", "small_cap_outperformance_10", "Small caps ahead", { size: 0.1 }),
  scenario("style", "quality_flight_12", "Flight to quality", { quality: 0.12, market: -0.05 }),
];

const CRISIS = [
  scenario("crisis", "vix_spike_150", "Volatility spike", { lowVolatility: -0.25, market: -0.15 }),
  scenario("crisis", "liquidity_crisis", "Liquidity crisis", {
    market: -0.2,
    lowVolatility: -0.3,
    quality: 0.15,
    size: -0.1,
  }),
];

const HISTORY = [
  scenario("crisis", "financial_crisis_2008", "Financial crisis of 2008", {
    market: -0.45,
    value: -0.3,
    size: -0.25,
    quality: 0.2,
    lowVolatility: -0.35,
  }),
  scenario("crisis", "covid_crash_2020", "Covid crash of 2020", {
    market: -0.35,
    growth: 0.15,
    value: -0.4,
    size: -0.3,
    quality: 0.1,
  }),
  scenario("crisis", "dotcom_crash_2000", "Dot-com crash of 2000", {
    market: -0.45,
    growth: -0.6,
    value: 0.2,
    momentum: -0.5,
    quality: 0.15,
  }),
];

/** The built-in scenarios, in the order they are listed. Three past crises are shown only when asked for. */
export const STRESS_SCENARIOS: readonly StressScenario[] = [
  ...MARKET,
  ...RATES,
  ...STYLE,
  ...CRISIS,
  ...HISTORY.map((past) => ({ ...past, byDefault: false })),
];

function scenario(group: StressScenario["group"], id: string, name: string, shocks: StressShocks): StressScenario {
  return { id, name, group, shocks, byDefault: true };
}
