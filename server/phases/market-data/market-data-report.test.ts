import { expect, test } from "vitest";
import { reportMarketData } from "./market-data-report.ts";
import type { MarketDataResult } from "./market-data-result.ts";

const unavailable = [
  { symbol: "AAPL", reason: "Yahoo Finance did not answer within 10 s" },
  { symbol: "HZNP", reason: "No data found" },
];
const result = (change: Partial<MarketDataResult>): MarketDataResult => ({
  ...{ coverage: [], unavailable, unreached: 0, unrefreshed: [], missingRegressors: [], shortRegressors: [] },
  ...{ refused: [], fetched: 0, stored: 0, suppliers: [], usage: [], converted: [], restated: [] },
  ...{ quarantined: [], gaps: [], ...change },
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

test("[PH8] prices in quarantine are counted and named, stretch by stretch", () => {
  const stretch = { rule: "scale", reason: "1,012 where 10.1 is usual (100×)", from: "2025-03-03" };
  const { warnings, counts } = reportMarketData(
    result({
      unavailable: [],
      quarantined: [
        { ...stretch, symbol: "ACME", to: "2025-03-03", count: 1 },
        { ...stretch, symbol: "PNCE", to: "2025-03-05", count: 3 },
      ],
    }),
  );
  expect(counts.quarantinedPrices).toBe(4);
  expect(warnings).toEqual([
    {
      code: "prices-quarantined",
      message: "4 prices of 2 symbols quarantined",
      items: [
        "ACME 2025-03-03: 1,012 where 10.1 is usual (100×)",
        "PNCE 2025-03-03 to 2025-03-05, 3 prices: 1,012 where 10.1 is usual (100×)",
      ],
    },
  ]);
});
