import { expect, test } from "vitest";
import { marketDataDetails } from "./market-data-details.ts";
import type { MarketDataResult } from "./market-data-result.ts";

const RESULT: MarketDataResult = {
  ...{
    coverage: [],
    unavailable: [],
    unreached: 0,
    unrefreshed: [],
    missingRegressors: [],
    shortRegressors: [],
    refused: [],
  },
  ...{ fetched: 0, stored: 0, suppliers: [], usage: [], converted: [], restated: [], quarantined: [], gaps: [] },
};

test("nothing to tell is no detail", () => {
  expect(marketDataDetails(RESULT)).toEqual([]);
});

test("who priced what, what is missing, what was waited for, converted, restated, quarantined and refused: whole lists", () => {
  const usage = { provider: "massive", requests: 12, retries: 2, busyMs: 900, waitedMs: 41_200 };
  const details = marketDataDetails({
    ...RESULT,
    suppliers: [{ name: "Yahoo Finance", symbols: ["AAPL", "MSFT"] }],
    unavailable: [{ symbol: "HZNP", reason: "delisted" }],
    missingRegressors: [{ symbol: "TLT", reason: "rate-limited" }],
    unrefreshed: [{ symbol: "KO", reason: "HTTP 500" }],
    usage: [usage, { ...usage, provider: "yahoo", requests: 1, retries: 0, waitedMs: 400 }],
    converted: [
      { symbol: "EURO.DE", currency: "EUR" },
      { symbol: "PNCE.L", currency: "GBP" },
      { symbol: "SAP.DE", currency: "EUR" },
    ],
    restated: [{ symbol: "AAPL", by: "Yahoo Finance", closes: 2, splits: 0, dividends: 0, first: "2025-03-14" }],
    quarantined: [
      {
        symbol: "ACME",
        rule: "scale",
        from: "2025-03-03",
        to: "2025-03-03",
        count: 1,
        reason: "1,012 where 10.1 is usual (100×)",
      },
    ],
    gaps: [{ symbol: "HALT", from: "2025-03-10", to: "2025-03-27", sessions: 14 }],
    refused: [{ symbol: "FILE", count: 2, first: 'FILE.csv "x": no number' }],
  });
  expect(details).toEqual([
    { title: "Priced by", items: ["Yahoo Finance: AAPL, MSFT (2)"] },
    { title: "Unavailable", items: ["HZNP: delisted", "TLT: rate-limited"] },
    { title: "Not refreshed", items: ["KO: HTTP 500"] },
    {
      title: "Asked",
      items: ["Massive: waited 41 s, 12 requests, 2 repeated", "Yahoo Finance: 1 request"],
    },
    {
      title: "Currencies",
      items: [
        "Prices of EURO.DE, SAP.DE are converted from EUR at daily rates; entry prices are taken as US dollars",
        "Prices of PNCE.L are converted from GBP at daily rates; entry prices are taken as US dollars",
      ],
    },
    { title: "Restated", items: ["Yahoo Finance restated 2 closes of AAPL from 2025-03-14"] },
    { title: "Quarantined", items: ["ACME 2025-03-03: 1,012 where 10.1 is usual (100×)"] },
    { title: "Gaps", items: ["HALT: no price from 2025-03-10 to 2025-03-27 (14 sessions)"] },
    { title: "Refused prices", items: ['FILE: 2 prices, first FILE.csv "x": no number'] },
  ]);
});
