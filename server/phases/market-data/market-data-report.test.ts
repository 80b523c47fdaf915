import { expect, test } from "vitest";
import { reportMarketData } from "./market-data-report.ts";
import type { MarketDataResult } from "./market-data-result.ts";

const unavailable = [
  { symbol: "AAPL", reason: "Yahoo Finance did not answer within 10 s" },
  { symbol: "HZNP", reason: "No data found" },
];
const result = (change: Partial<MarketDataResult>): MarketDataResult => ({
  ...{ coverage: [], unavailable, unreached: 0, unrefreshed: [], missingRegressors: [], shortRegressors: [] },
  ...{ refused: [], fetched: 0, stored: 0, suppliers: [], usage: [], converted: [], restated: [], ...change },
});
const warned = (change: Partial<MarketDataResult>) => reportMarketData(result(change)).warnings[0]?.message;

test("[PH8] symbols that a source could not be asked for are told from those it does not have, with what to do", () => {
  const advice = "could not be asked for. Run again when the source answers, or choose another price source";
  expect(warned({})).toBe("2 symbols without prices");
  expect(warned({ unreached: 1 })).toBe(`2 symbols without prices: 1 of them ${advice}`);
  expect(warned({ unreached: 2 })).toBe(`2 symbols without prices: ${advice}`);
});
