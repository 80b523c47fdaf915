import fc from "fast-check";
import { sampleKurtosis } from "simple-statistics";
import { expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { totalReturnsOf } from "#tests/fixtures/total-returns-of.ts";
import type { Bar } from "../price-source.ts";
import { createSampleMarket } from "./sample-market.ts";

const at = (instant: string) => ({ clock: () => new Date(instant) });
const market = createSampleMarket(at("2026-11-20T23:00:00Z"));

async function barsOf(symbol: string, from: string, to: string, source = market): Promise<Bar[]> {
  const { answers } = await source.daily([symbol], from, to);
  return required(answers[0], `answer for ${symbol}`).bars;
}

const closeOn = async (symbol: string, date: string) => (await barsOf(symbol, date, date))[0]?.close;

test("says that it is simulated and trades as traded, and what it can be asked for", () => {
  expect(market).toMatchObject({ name: "sample", label: "Simulated market", simulated: true, basis: "as traded" });
  expect([...market.capabilities]).toEqual(["daily", "profile", "fundamentals", "search", "option-quotes"]);
});

test("a session's bar is the same whatever range, order or company it is asked in", async () => {
  const long = await barsOf("MSFT", "2008-01-02", "2026-11-20");
  const other = createSampleMarket();
  await other.daily(["KO", "SPY"], "2031-01-02", "2033-06-30");
  const short = await barsOf("MSFT", "2019-03-04", "2019-03-29", other);
  expect(short).toHaveLength(20);
  expect(long.filter((bar) => bar.date >= "2019-03-04" && bar.date <= "2019-03-29")).toEqual(short);
  expect(await barsOf("MSFT", "2008-01-02", "2026-11-20", other)).toEqual(long);
});

test("the history is frozen, since stored prices would no longer continue a changed one", async () => {
  const closes = await Promise.all(["2008-01-02", "2018-12-03", "2026-11-20"].map((date) => closeOn("SPY", date)));
  expect(closes).toMatchInlineSnapshot(`
    [
      90.8373,
      238.4758,
      618.6442,
    ]
  `);
  expect(await barsOf("ACME", "2020-03-16", "2020-03-16")).toMatchInlineSnapshot(`
    [
      {
        "close": 88.0123,
        "date": "2020-03-16",
        "high": 88.7621,
        "low": 87.1454,
        "open": 87.4271,
        "volume": 1728427,
      },
    ]
  `);
});

test("what SPY was worth with its dividends kept in it is as frozen as its closes", async () => {
  const worth = [73.6705, 219.9352, 548.3, 627.9748];
  const dates = ["2008-01-02", "2018-12-03", "2025-06-30", "2026-11-20"];
  for (const [n, date] of dates.slice(1).entries()) {
    const returns = await totalReturnsOf(market, "SPY", dates[n]!, date);
    const grown = returns.reduce((value, daily) => value * (1 + daily), worth[n]!);
    expect(grown).toBeCloseTo(worth[n + 1]!, 2);
  }
});

test("closes pass exactly through the entry prices of the sample portfolio", async () => {
  const entries = { AAPL: 185.2, "BRK.B": 412.3, COST: 845.2, EQIX: 790, TLT: 91.8, QQQ: 480.1, SPY: 548.3 };
  for (const [symbol, price] of Object.entries(entries)) expect(await closeOn(symbol, "2025-06-30")).toBe(price);
});

test("another seed is another market", async () => {
  const other = createSampleMarket({ seed: "other" });
  const [mine, theirs] = [
    await barsOf("KO", "2026-01-02", "2026-06-30"),
    await barsOf("KO", "2026-01-02", "2026-06-30", other),
  ];
  expect(mine.filter((bar, index) => bar.close === theirs[index]?.close)).toHaveLength(0);
});

test("any ticker is served, every bar within its own bounds and positive", async () => {
  const ticker = fc.stringMatching(/^[A-Z][A-Z0-9._-]{0,19}$/).filter((symbol) => symbol !== "FB");
  await fc.assert(
    fc.asyncProperty(ticker, async (symbol) => {
      for (const { open, high, low, close, volume } of await barsOf(symbol, "2008-01-02", "2027-12-31")) {
        const inside = low! > 0 && low! <= Math.min(open!, close) && high! >= Math.max(open!, close) && volume! > 0;
        if (!inside || !Number.isFinite(high)) return false;
      }
      return true;
    }),
    { numRuns: 25 },
  );
});

test("a class share may be written either way and is answered under the name it was asked by", async () => {
  const { answers } = await market.daily(["BRK.B", "BRK-B"], "2025-06-30", "2025-07-31");
  expect(answers.map((answer) => answer.symbol)).toEqual(["BRK.B", "BRK-B"]);
  expect(answers[0]?.bars).toEqual(answers[1]?.bars);
});

test("text that is no ticker and ranges without sessions are named failures beside the others' bars", async () => {
  const { answers, failures } = await market.daily(["KO", "not a ticker"], "2025-01-06", "2025-01-10");
  expect(answers.map((answer) => [answer.symbol, answer.bars.length])).toEqual([["KO", 4]]);
  expect(failures).toEqual([
    { symbol: "not a ticker", code: "unknown-symbol", reason: "not a ticker is not a ticker" },
  ]);
  const early = await market.daily(["KO"], "1999-01-04", "1999-12-31");
  expect(early.failures).toEqual([
    { symbol: "KO", code: "no-data", reason: "the simulated market begins on 2008-01-02" },
  ]);
  const closed = await market.daily(["KO"], "2025-07-04", "2025-07-06");
  expect(closed.failures[0]?.reason).toBe("no session from 2025-07-04 to 2025-07-06");
});

test("an aborted request rejects with the reason it was aborted for", async () => {
  const reason = new Error("cancelled");
  await expect(market.daily(["KO"], "2025-01-06", "2025-01-10", AbortSignal.abort(reason))).rejects.toBe(reason);
});

test("returns have fat tails and clustered volatility", async () => {
  for (const symbol of ["SPY", "AAPL", "TLT"]) {
    const returns = [...(await totalReturnsOf(market, symbol, "2008-01-02", "2026-11-20"))];
    expect(sampleKurtosis(returns)).toBeGreaterThan(1);
    expect(meanAutocorrelation(returns.map(Math.abs), 20)).toBeGreaterThan(0.02);
    expect(Math.abs(meanAutocorrelation(returns, 20))).toBeLessThan(0.015);
  }
});

function meanAutocorrelation(values: number[], lags: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const product = (lag: number) => centred.slice(lag).reduce((sum, value, index) => sum + value * centred[index]!, 0);
  return Array.from({ length: lags }, (_, lag) => product(lag + 1) / product(0)).reduce((a, b) => a + b) / lags;
}

test("a money market fund stands still at one", async () => {
  const closes = (await barsOf("SPAXX", "2025-01-02", "2025-12-31")).map((bar) => bar.close);
  expect(new Set(closes)).toEqual(new Set([1]));
});

test("profiles name what is known and say that the figures are simulated", async () => {
  expect(await market.profile("EQIX")).toMatchObject({
    kind: "stock",
    name: "Equinix, Inc.",
    sector: "Real Estate",
    exchange: "NASDAQ",
    description: expect.stringContaining("not real"),
  });
  expect(await market.profile("TLT")).toMatchObject({ kind: "etf", sector: null, peRatio: null, marketCap: null });
  expect(await market.profile("ACME")).toMatchObject({ kind: "stock", name: "ACME (simulated company)" });
  expect(await market.profile("not a ticker")).toBeNull();
});

test("a profile's figures are those of the prices at the present session", async () => {
  const profile = required(await market.profile("MSFT"), "profile");
  const year = await barsOf("MSFT", "2025-11-19", "2026-11-20");
  const closes = year.slice(-252).map((bar) => bar.close);
  expect(profile.week52High).toBeCloseTo(Math.max(...closes), 1);
  expect(profile.week52Low).toBeCloseTo(Math.min(...closes), 1);
  expect(profile.marketCap).toBeCloseTo(7430e6 * year.at(-1)!.close, -7);
  expect((await market.profile("SPY"))?.beta).toBe(1);
  expect(profile.peRatio).toBeGreaterThan(5);
});

test("a profile's dividend yield is what was paid in the year, its range in shares of the present", async () => {
  const paid = async (symbol: string) => {
    const { answers } = await market.daily([symbol], "2025-11-20", "2026-11-20");
    return required(answers[0], "answer").actions.filter(({ kind }) => kind === "dividend");
  };
  const [ko, close] = [await paid("KO"), await closeOn("KO", "2026-11-20")];
  const sum = ko.reduce((total, { value }) => total + value, 0);
  expect((await market.profile("KO"))?.dividendYield).toBeCloseTo(sum / close!, 4);
  const cost = required(await market.profile("COST"), "profile");
  const now = await closeOn("COST", "2026-11-20");
  expect(cost.week52High!).toBeLessThan(2 * now!);
  expect(cost.marketCap).toBeCloseTo(4 * 443e6 * now!, -7);
  const before = createSampleMarket(at("2025-12-05T23:00:00Z"));
  const earnings = async (source: typeof market) =>
    required(await source.fundamentals("COST"), "statements").statements.find(
      ({ periodEnd, frequency }) => periodEnd === "2025-06-30" && frequency === "quarterly",
    )?.income.epsDiluted;
  expect((await earnings(before))! / (await earnings(market))!).toBeCloseTo(4, 1);
});

test("the present is the last settled session in New York", async () => {
  expect(await market.presentDate(new Date("2026-11-20T21:29:00Z"), ["KO"])).toBe("2026-11-19");
  expect(await market.presentDate(new Date("2026-11-20T21:30:00Z"), ["KO"])).toBe("2026-11-20");
});
