import { expect, test } from "vitest";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import { createFormat } from "#lib/format.ts";
import type { StressResult } from "./portfolio-data.ts";
import { coverageText, hiddenText, shockText, widest } from "./stress-reading.ts";

const format = createFormat("en-US");
const result = (changes: Partial<StressResult>) => ({ pnl: null, spilloverPnl: null, ...changes }) as StressResult;

test("a scenario says what it supposes, factor by factor", () => {
  expect(shockText({ value: 0.2, growth: -0.1 }, format)).toBe("Value +20%, Growth −10%");
  expect(shockText({ market: 0.125, rateBp: -25 }, format)).toBe("Market +12.5%, Long yields −25 bp");
  for (const { shocks } of STRESS_SCENARIOS) expect(shockText(shocks, format)).toMatch(/[+−]\d+(%| bp)$/);
});

test("the least coverage is the one that is told", () => {
  expect(coverageText([result({ coverage: 1 }), result({ coverage: 0.9 })], format)).toMatch(/90\.0% of the public/);
  expect(coverageText([result({ coverage: 1 })], format)).toBe("Every public holding is in these results.");
  expect(coverageText([result({ coverage: null })], format)).toBeNull();
});

test("bars reach to the largest P&L of either kind, and to something where none is known", () => {
  expect(widest([result({ pnl: -5 }), result({ pnl: 3, spilloverPnl: -9 })])).toBe(9);
  expect(widest([result({})])).toBe(1);
});

test("hidden scenarios are counted", () => {
  expect(hiddenText([result({}), result({}), result({})])).toBe("3 past crises");
  expect(hiddenText([result({})])).toBe("1 past crisis");
});
