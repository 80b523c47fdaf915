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
  const next = "Run again when it does, or choose another one";
  expect(warned({})).toBe("2 symbols without prices");
  expect(warned({ unreached: 1 })).toBe(
    `2 symbols without prices: the source did not answer as it should for 1 of them. ${next}`,
  );
  expect(warned({ unreached: 2 })).toBe(`2 symbols without prices: the source did not answer as it should. ${next}`);
});
