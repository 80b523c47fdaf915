import { afterAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import type { DailyAnswer, DailyFailure } from "#server/market/price-source.ts";
import { type StubInstrument, stubInstrument } from "#tests/fixtures/providers/stub-market.ts";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { createYahoo } from "./yahoo.ts";

/** A Friday evening in New York, a day after a holiday. */
const now = () => new Date("2025-06-20T22:00:00Z");
const stub = await startYahooStub({ now });
const yahoo = createYahoo({ http: yahooHttp(), url: stub.url, now });
afterAll(() => stub.close());

async function daily(symbol: string, from = "2022-01-03", to = "2025-06-20"): Promise<DailyAnswer | DailyFailure> {
  const { answers, failures } = await yahoo.daily([symbol], from, to);
  expect(answers.length + failures.length).toBe(1);
  return required(answers[0] ?? failures[0], "answer");
}

async function answered(symbol: string, from?: string, to?: string): Promise<DailyAnswer> {
  const found = await daily(symbol, from, to);
  if ("bars" in found) return found;
  throw new Error(`${found.code}: ${found.reason}`);
}

function truth(symbol: string, from = "2022-01-03", to = "2025-06-20"): Pick<StubInstrument, "bars" | "actions"> {
  const { bars, actions } = required(stubInstrument(symbol), symbol);
  const within = ({ date }: { date: string }) => date >= from && date <= to;
  return { bars: bars.filter(within), actions: actions.filter(within) };
}

/** How far off a price is, of the price. */
const off = (found: number | null, expected: number | null) => Math.abs((found ?? 0) / (expected ?? 0) - 1);

function expectTruth(found: DailyAnswer, expected: Pick<StubInstrument, "bars" | "actions">) {
  expect(found.bars.map(({ date }) => date)).toEqual(expected.bars.map(({ date }) => date));
  const worst = Math.max(
    ...found.bars.flatMap((bar, index) => {
      const { open, high, low, close } = required(expected.bars[index], "bar");
      return [off(bar.open, open), off(bar.high, high), off(bar.low, low), off(bar.close, close)];
    }),
  );
  expect(worst).toBeLessThan(2e-7);
  expect(found.bars.map(({ volume }) => volume)).toEqual(expected.bars.map(({ volume }) => volume));
  const order = (a: { date: string; kind: string }, b: { date: string; kind: string }) =>
    `${a.date}${a.kind}` < `${b.date}${b.kind}` ? -1 : 1;
  expect(found.actions.toSorted(order)).toEqual(expected.actions.toSorted(order));
}

describe("closes as traded", () => {
  test.each([
    ["SPLT", "two splits with dividends before, between and after them"],
    ["BOTH", "a split and a dividend on one day"],
    ["RVRS", "one new share for ten old ones"],
    ["AAPL", "no split"],
  ])("%s: %s", async (symbol) => {
    expectTruth(await answered(symbol), truth(symbol));
  });

  test("a range that ends before a split is multiplied back by it all the same", async () => {
    const [from, to] = ["2024-01-02", "2024-05-31"];
    expectTruth(await answered("SPLT", from, to), truth("SPLT", from, to));
  });

  test("before a split has happened its prices are not divided by it", async () => {
    const early = () => new Date("2025-03-07T22:00:00Z");
    const before = await startYahooStub({ now: early });
    const { answers } = await createYahoo({ http: yahooHttp(), url: before.url, now: early }).daily(
      ["SPLT"],
      "2024-01-02",
      "2025-03-10",
    );
    await before.close();
    expectTruth(required(answers[0], "answer"), truth("SPLT", "2024-01-02", "2025-03-07"));
  });

  test("dates are the exchange's on both sides of a change of the clocks", async () => {
    for (const [from, to] of [
      ["2024-03-04", "2024-03-15"],
      ["2024-10-21", "2024-11-08"],
    ] as const) {
      for (const symbol of ["AAPL", "EURO.DE", "EUR/USD"]) {
        expectTruth(await answered(symbol, from, to), truth(symbol, from, to));
      }
    }
  });

  test("the session under way is not returned, the settled one is", async () => {
    const clock = { now: new Date("2025-06-20T17:00:00Z") };
    const open = await startYahooStub({ now: () => clock.now });
    const provider = createYahoo({ http: yahooHttp(), url: open.url, now: () => clock.now });
    const last = async () => (await provider.daily(["AAPL"], "2025-06-16", "2025-06-20")).answers[0]?.bars.at(-1)?.date;
    expect(await last()).toBe("2025-06-18");
    clock.now = new Date("2025-06-20T20:29:00Z");
    expect(await last()).toBe("2025-06-18");
    clock.now = new Date("2025-06-20T20:31:00Z");
    expect(await last()).toBe("2025-06-20");
    await open.close();
  });
});

describe("listings", () => {
  test.each([
    ["AAPL", null, "USD"],
    ["BRK.B", "BRK-B", "USD"],
    ["EURO.DE", null, "EUR"],
    ["PNCE.L", null, "GBp"],
    ["EUR/USD", "EURUSD=X", "USD"],
  ])("%s is listed as %s in %s", async (symbol, providerSymbol, currency) => {
    const found = await answered(symbol, "2025-01-02", "2025-06-20");
    expect(found.listing).toEqual({ provider: "yahoo", providerSymbol, currency });
    expectTruth(found, truth(symbol, "2025-01-02", "2025-06-20"));
  });
});

test("an option's quotes come under its own symbol", async () => {
  const found = await answered("AAPL250919C00100000", "2025-06-02", "2025-06-20");
  expect(found.bars.map(({ date }) => date)).toEqual(
    truth("AAPL", "2025-06-02", "2025-06-20").bars.map(({ date }) => date),
  );
  expect(found.listing).toEqual({ provider: "yahoo", providerSymbol: null, currency: "USD" });
  expect(await yahoo.profile("AAPL250919C00100000")).toBeNull();
});

describe("symbols without prices", () => {
  test("a symbol that Yahoo does not know is told in Yahoo's words", async () => {
    expect(await daily("OLDN")).toEqual({
      symbol: "OLDN",
      code: "unknown-symbol",
      reason: "Yahoo Finance: No data found, symbol may be delisted",
    });
  });

  test("a delisted one has its prices up to the end, and none after it", async () => {
    const found = await answered("GONE", "2025-01-02");
    expect(found.bars.at(-1)?.date).toBe("2025-02-14");
    expect(await daily("GONE", "2025-04-01")).toMatchObject({ code: "no-data" });
  });

  test("a new one has its prices from the first day, and says so of ranges before it", async () => {
    expect((await answered("FRSH")).bars[0]?.date).toBe("2025-05-01");
    expect(await daily("FRSH", "2024-01-02", "2024-06-28")).toEqual({
      symbol: "FRSH",
      code: "no-data",
      reason: "Yahoo Finance has no price from 2024-01-02 to 2024-06-28; its prices begin on 2025-05-01",
    });
  });

  test("a range without a session has no price", async () => {
    expect(await daily("AAPL", "2025-06-07", "2025-06-08")).toMatchObject({ code: "no-data" });
  });
});
