import { afterEach, describe, expect, test } from "vitest";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { answerOf, dailyTruth, failureOf } from "#tests/fixtures/providers/daily-truth.ts";
import { type FmpStubOptions, startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import { createFmp } from "./fmp.ts";

const FROM = "2022-01-03";
const TO = "2025-06-20";
const now = () => new Date("2025-06-20T22:00:00Z");
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function fmp(options: FmpStubOptions = {}, parts: { now?: () => Date; key?: string } = {}) {
  const stub = await startFmpStub(options);
  open.push(() => stub.close());
  return { stub, provider: createFmp({ http: patientHttp("fmp"), key: "test-key", url: stub.url, now, ...parts }) };
}

describe("closes as traded", () => {
  test.each([
    ["SPLT", null, "USD"],
    ["BOTH", null, "USD"],
    ["RVRS", null, "USD"],
    ["AAPL", null, "USD"],
    ["GONE", null, "USD"],
    ["FRSH", null, "USD"],
    ["BRK.B", "BRK-B", "USD"],
    ["EURO.DE", null, "EUR"],
    ["PNCE.L", null, "GBp"],
    ["EUR/USD", "EURUSD", "USD"],
  ])("%s over years", async (symbol, providerSymbol, currency) => {
    const { provider } = await fmp();
    const { bars, actions, rejected, listing } = answerOf(await provider.daily([symbol], FROM, TO), symbol);
    expect({ bars, actions }).toEqual(dailyTruth(symbol, FROM, TO));
    expect(rejected).toBeUndefined();
    expect(listing).toEqual({ provider: "fmp", providerSymbol, currency });
  });

  test("an unfinished session has no bar", async () => {
    const { provider } = await fmp({}, { now: () => new Date("2025-06-20T20:29:00Z") });
    const { bars } = answerOf(await provider.daily(["AAPL"], "2025-06-16", "2025-06-20"), "AAPL");
    expect(bars.at(-1)?.date).toBe("2025-06-18");
    const today = await provider.daily(["AAPL"], "2025-06-20", "2025-06-20");
    expect(failureOf(today, "AAPL").code).toBe("no-data");
  });
});

describe("requests", () => {
  test("three a symbol, one an exchange rate, one more for a currency", async () => {
    const { provider, stub } = await fmp();
    await provider.daily(["SPLT", "BRK.B", "EUR/USD", "EURO.DE"], FROM, TO);
    expect(stub.asked).toHaveLength(3 + 3 + 1 + 4);
  });

  test("one for a further range of the same symbol", async () => {
    const { provider, stub } = await fmp();
    await provider.daily(["SPLT", "EURO.DE"], "2025-01-02", TO);
    const before = stub.asked.length;
    const { actions } = answerOf(await provider.daily(["SPLT", "EURO.DE"], FROM, "2024-12-31"), "SPLT");
    expect(stub.asked.length - before).toBe(2);
    expect(actions).toEqual(dailyTruth("SPLT", FROM, "2024-12-31").actions);
  });

  test("what an answer had no room for is asked for again", async () => {
    const { provider, stub } = await fmp();
    const [from, mostRows] = ["2000-01-03", 5000];
    let to = "";
    stub.fault({
      when: ({ path, query }) => {
        to = query.get("to") ?? "";
        return path.includes("historical-price-eod");
      },
      fault: {
        kind: "changed",
        change: () =>
          sessionsBetween(from, to)
            .reverse()
            .slice(0, mostRows)
            .map((date) => ({ symbol: "AAPL", date, adjOpen: 5, adjHigh: 5, adjLow: 5, adjClose: 5, volume: 1 })),
      },
    });
    const { bars, rejected } = answerOf(await provider.daily(["AAPL"], from, TO), "AAPL");
    expect(bars.map(({ date }) => date)).toEqual(sessionsBetween(from, TO));
    expect(rejected).toBeUndefined();
    expect(stub.asked).toHaveLength(4);
  });
});

describe("the free plan", () => {
  const plan = { isFreePlan: true };
  const ofDividends = ({ path }: { path: string }) => path.endsWith("/dividends");
  /** Two dividends a month, newest first. */
  const monthly = (count: number) =>
    sessionsBetween("2022-01-03", TO)
      .reverse()
      .filter((_, index) => index % 8 === 0)
      .slice(0, count)
      .map((date) => ({ symbol: "AAPL", date, dividend: 0.1 }));

  test("prices with their splits and dividends, without a word about limits", async () => {
    const { provider, stub } = await fmp(plan);
    const { bars, actions, rejected } = answerOf(await provider.daily(["SPLT"], FROM, TO), "SPLT");
    expect({ bars, actions }).toEqual(dailyTruth("SPLT", FROM, TO));
    expect(rejected).toBeUndefined();
    expect(stub.asked).toHaveLength(3);
  });

  test("where it gives the newest five dividends only, the closes since are used and the others named", async () => {
    const { provider, stub } = await fmp(plan);
    stub.fault({ when: ofDividends, times: 1, fault: { kind: "changed", change: () => monthly(5) } });
    const { bars, rejected } = answerOf(await provider.daily(["AAPL"], FROM, TO), "AAPL");
    const since = monthly(5).at(-1)?.date ?? "";
    expect(bars).toEqual(dailyTruth("AAPL", since, TO).bars);
    expect(rejected).toEqual([
      {
        date: FROM,
        value: "",
        place: `history before ${since}`,
        reason: expect.stringMatching(/dividends .*'limit' must be between 0 and 5 based on your current subscription/),
      },
    ]);
  });

  test("where it refuses even that without a limit, it is asked for as many as it names", async () => {
    const { provider, stub } = await fmp(plan);
    const words = "The values for 'limit' must be between 0 and 5 based on your current subscription.";
    stub.fault({ when: ofDividends, times: 1, fault: { kind: "status", status: 402, body: words } });
    const { actions } = answerOf(await provider.daily(["SPLT"], FROM, TO), "SPLT");
    expect(actions).toEqual(dailyTruth("SPLT", FROM, TO).actions);
    expect(stub.asked.at(-1)?.query.get("limit")).toBe("5");
  });

  test("splits that a plan does not include at all are the symbol's failure, in its words", async () => {
    const { provider, stub } = await fmp();
    const body = "Premium Endpoint: this endpoint is not available under your current subscription";
    stub.fault({ when: ({ path }) => path.endsWith("/splits"), fault: { kind: "status", status: 402, body } });
    expect(failureOf(await provider.daily(["SPLT"], FROM, TO), "SPLT")).toEqual({
      symbol: "SPLT",
      code: "unauthorized",
      reason: `there are prices, but not the splits and dividends to read them with: Financial Modeling Prep does not allow this (402): ${body}`,
    });
  });

  test("a history of more dividends than are sent unasked is asked for as a whole", async () => {
    const { provider, stub } = await fmp();
    stub.fault({ when: ofDividends, fault: { kind: "changed", change: () => monthly(100) } });
    const { rejected, bars } = answerOf(await provider.daily(["AAPL"], FROM, TO), "AAPL");
    expect(rejected).toBeUndefined();
    expect(bars).toEqual(dailyTruth("AAPL", FROM, TO).bars);
    expect(stub.asked.at(-1)?.query.get("limit")).toBe("1000");
  });
});

describe("why there is no price", () => {
  test.each([
    ["OLDN", "unknown-symbol", /does not know OLDN/],
    ["GONE", "no-data", /no longer traded/],
    ["AAPL250117C00100000", "unknown-symbol", /no prices of options/],
  ])("%s: %s", async (symbol, code, reason) => {
    const { provider } = await fmp();
    const result = await provider.daily([symbol, "AAPL", "NEWN"], "2025-06-02", "2025-06-20");
    expect(failureOf(result, symbol)).toEqual({ symbol, code, reason: expect.stringMatching(reason) });
    expect(result.answers.map((each) => each.symbol).sort()).toEqual(["AAPL", "NEWN"]);
  });

  test("a key that is refused is not tried for every symbol, and never told", async () => {
    const { provider, stub } = await fmp({}, { key: "wrong-secret" });
    const symbols = Array.from({ length: 20 }, (_, index) => `S${String.fromCharCode(65 + index)}`);
    const result = await provider.daily(symbols, FROM, TO);
    expect(result.answers).toEqual([]);
    expect(new Set(result.failures.map(({ code }) => code))).toEqual(new Set(["unauthorized"]));
    expect(result.failures[0]?.reason).toMatch(/Invalid API KEY/);
    expect(JSON.stringify(result)).not.toContain("wrong-secret");
    expect(stub.asked.length).toBeLessThanOrEqual(4);
    expect(stub.asked[0]?.query.has("apikey")).toBe(false);
  });

  test("an aborted signal rejects with its reason", async () => {
    const { provider } = await fmp();
    const gone = new AbortController();
    gone.abort(new Error("the run was cancelled"));
    await expect(provider.daily(["AAPL"], FROM, TO, gone.signal)).rejects.toThrow("the run was cancelled");
  });
});
