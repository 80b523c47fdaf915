import { expect, test } from "vitest";
import type { PriceSource } from "#server/market/price-source.ts";
import { createPriceFiles } from "#server/market/sources/price-files.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { testDataPath } from "#tests/fixtures/test-data.ts";
import { fetchPrices } from "./fetch-prices.ts";
import { judgePrices } from "./judge-prices.ts";
import { NOTHING_KNOWN } from "./read-known-prices.ts";

const NOTHING_STORED = { closes: new Map(), suppliers: new Map(), actions: [], currency: null };

/** What is doubted of symbols over a range, and how many prices there were. */
async function doubtedOf(source: PriceSource, symbols: readonly string[], from: string, to: string) {
  const asks = new Map(symbols.map((symbol) => [symbol, [{ from, to }]]));
  const now = new Date(`${to}T23:00:00Z`);
  const answers = await fetchPrices({ source, asks, signal: new AbortController().signal, now });
  const judged = answers.map((fetched) =>
    judgePrices(source, { fetched, series: NOTHING_STORED, known: NOTHING_KNOWN }),
  );
  return {
    prices: answers.reduce((sum, { bars }) => sum + bars.length, 0),
    doubted: judged.flatMap(({ fetched: { symbol }, doubted }) =>
      doubted.map(({ date, reason }) => `${symbol} ${date}: ${reason}`),
    ),
  };
}

test("of eleven years of real adjusted closes none is doubted", async (context) => {
  const source = createPriceFiles(testDataPath(context, "market"));
  const symbols = (await Promise.all("AEIOUBCDFGHJKLMNPQRSTVWXYZ".split("").map((letter) => source.search(letter))))
    .flat()
    .map(({ symbol }) => symbol);
  const { prices, doubted } = await doubtedOf(source, [...new Set(symbols)], "2012-01-03", "2022-12-28");
  expect(doubted).toEqual([]);
  expect(prices).toBeGreaterThan(70_000);
});

test("of five years of real opens, highs, lows, closes and volumes none is doubted", async (context) => {
  const source = createPriceFiles(testDataPath(context, "market/ohlcv"));
  const { prices, doubted } = await doubtedOf(source, ["AAPL", "AMZN", "GOOG", "IBM"], "2013-05-13", "2018-05-11");
  expect(doubted).toEqual([]);
  expect(prices).toBe(4 * 1260);
});

test("of the simulated market none is doubted, splits, special dividends, rare trade and options among it", {
  timeout: 60_000,
}, async () => {
  const split = ["AAPL", "AMZN", "AVGO", "C", "COST", "GE", "GOOG", "GOOGL", "NFLX", "NVDA", "PTON", "TSLA", "WMT"];
  const special = ["FIG", "HZNP", "QHBC", "VTSAX", "SPY", "TLT", "VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV"];
  const any = Array.from(
    { length: 60 },
    (_, index) => `S${String.fromCodePoint(65 + (index % 26), 65 + (index >> 2))}`,
  );
  const options = ["AAPL260116C00250000", "TSLA260116P00300000"];
  const source = createSampleMarket();
  const { prices, doubted } = await doubtedOf(
    source,
    [...split, ...special, ...any, ...options],
    "2008-01-02",
    "2026-11-20",
  );
  expect(doubted).toEqual([]);
  expect(prices).toBeGreaterThan(150_000);
});
