import { expect, test } from "vitest";
import { STRESS_SCENARIOS } from "./stress-catalogue.ts";

const line = ({ id, shocks, byDefault }: (typeof STRESS_SCENARIOS)[number]) => {
  const figures = Object.entries(shocks).map(
    ([factor, value]) => `${factor} ${factor === "rateBp" ? value : 100 * value}`,
  );
  return `${byDefault ? "" : "off "}${id}: ${figures.join(", ")}`;
};

test("the scenarios are these, shocks in percent and yields in basis points", () => {
  expect(STRESS_SCENARIOS.map(line)).toEqual([
    "market_up_5: market 5",
    "market_down_5: market -5",
    "market_up_10: market 10",
    "market_down_10: market -10",
    "market_rally_25: market 25",
    "market_crash_35: market -35",
    "rates_up_25bp: rateBp 25",
    "rates_down_25bp: rateBp -25",
    "rates_up_50bp: rateBp 50",
    "rates_down_50bp: rateBp -50",
    "rates_up_100bp: rateBp 100",
    "rates_down_100bp: rateBp -100",
    "rate_spike_300bp: rateBp 300",
    "value_rotation_20: value 20, growth -10",
    "growth_rally_15: growth 15, momentum 10",
    "small_cap_outperformance_10: size 10",
    "quality_flight_12: quality 12, market -5",
    "vix_spike_150: lowVolatility -25, market -15",
    "liquidity_crisis: market -20, lowVolatility -30, quality 15, size -10",
    "off financial_crisis_2008: market -45, value -30, size -25, quality 20, lowVolatility -35",
    "off covid_crash_2020: market -35, growth 15, value -40, size -30, quality 10",
    "off dotcom_crash_2000: market -45, growth -60, value 20, momentum -50, quality 15",
  ]);
});

test("ids and names are each used once", () => {
  expect(new Set(STRESS_SCENARIOS.map(({ id }) => id)).size).toBe(22);
  expect(new Set(STRESS_SCENARIOS.map(({ name }) => name)).size).toBe(22);
});
