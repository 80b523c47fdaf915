import { afterEach, describe, expect, test } from "vitest";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { answerOf, dailyTruth, failureOf } from "#tests/fixtures/providers/daily-truth.ts";
import { type MassiveStubOptions, startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import { createMassive } from "./massive.ts";

const FROM = "2022-01-03";
const TO = "2025-06-20";
const now = () => new Date("2025-06-20T22:00:00Z");
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function massive(options: MassiveStubOptions = {}, parts: { now?: () => Date; key?: string } = {}) {
  const stub = await startMassiveStub(options);
  open.push(() => stub.close());
  const http = patientHttp("massive");
  return { stub, provider: createMassive({ http, key: "test-key", url: stub.url, now, ...parts }) };
}

/** The endpoints asked, by the first words of their paths. */
const asked = (stub: { asked: readonly { path: string }[] }, path: string) =>
  stub.asked.filter((each) => each.path.startsWith(path)).length;

describe("closes as traded", () => {
  test.each(["SPLT", "BOTH", "RVRS", "AAPL", "BRK.B", "GONE", "FRSH"])("%s over years", async (symbol) => {
    const { provider } = await massive();
    const { bars, actions, rejected, listing } = answerOf(await provider.daily([symbol], FROM, TO), symbol);
    expect({ bars, actions }).toEqual(dailyTruth(symbol, FROM, TO));
    expect(rejected).toBeUndefined();
    expect(listing).toEqual({ provider: "massive", providerSymbol: null, currency: "USD" });
  });

  test("the session of a split, from answers for all stocks at once", async () => {
    const { provider } = await massive();
    const symbols = ["SPLT", "BOTH", "RVRS", "AAPL", "MSFT", "NVDA", "BRK.B"];
    const result = await provider.daily(symbols, "2025-03-06", "2025-03-12");
    for (const symbol of symbols) {
      const { bars, actions } = answerOf(result, symbol);
      expect({ bars, actions }).toEqual(dailyTruth(symbol, "2025-03-06", "2025-03-12"));
    }
  });

  test("exchange rates and option quotes", async () => {
    const { provider } = await massive();
    const option = "AAPL251219C00100000";
    const result = await provider.daily(["EUR/USD", option], "2025-06-02", "2025-06-13");
    const rate = answerOf(result, "EUR/USD");
    expect(rate.bars).toEqual(dailyTruth("EUR/USD", "2025-06-02", "2025-06-13").bars);
    expect(rate.listing).toEqual({ provider: "massive", providerSymbol: "C:EURUSD", currency: "USD" });
    const quote = answerOf(result, option);
    expect(quote.bars).toHaveLength(10);
    expect(quote.listing).toEqual({ provider: "massive", providerSymbol: `O:${option}`, currency: "USD" });
  });

  test("currencies and options, which have no splits, whatever their answers say of adjusting", async () => {
    const { provider, stub } = await massive();
    const change = (body: unknown) => ({ ...(body as object), adjusted: true });
    stub.fault({ when: ({ path }) => /\/[CO]:/.test(path), fault: { kind: "changed", change } });
    const symbols = ["EUR/USD", "AAPL251219C00100000"];
    const result = await provider.daily(symbols, "2025-06-02", "2025-06-13");
    for (const symbol of symbols) expect(answerOf(result, symbol).bars).toHaveLength(10);
  });

  test("an unfinished session has no bar", async () => {
    const { provider } = await massive({}, { now: () => new Date("2025-06-20T20:29:00Z") });
    const { bars } = answerOf(await provider.daily(["AAPL"], "2025-06-16", "2025-06-20"), "AAPL");
    expect(bars.at(-1)?.date).toBe("2025-06-18");
    const today = await provider.daily(["AAPL"], "2025-06-20", "2025-06-20");
    expect(failureOf(today, "AAPL").code).toBe("no-data");
  });
});

test("a row of the whole market without its ticker, and one without a volume, harm nobody", async () => {
  const { provider, stub } = await massive();
  stub.fault({
    when: ({ path }) => path.startsWith("/v2/aggs/grouped"),
    fault: {
      kind: "changed",
      change(body) {
        const { results } = body as { results: Record<string, unknown>[] };
        for (const row of results) if (row.T === "AAPL") delete row.v;
        results.push({ o: 1, c: 1 });
        return body;
      },
    },
  });
  const result = await provider.daily(["AAPL", "MSFT"], "2025-06-20", "2025-06-20");
  expect(answerOf(result, "AAPL").bars).toMatchObject([{ date: "2025-06-20", volume: null }]);
  expect(answerOf(result, "MSFT").bars).toEqual(dailyTruth("MSFT", "2025-06-20", "2025-06-20").bars);
});

describe("requests", () => {
  test("years: one a symbol, two for all their actions", async () => {
    const { provider, stub } = await massive();
    await provider.daily(["SPLT", "BOTH", "RVRS", "AAPL", "EUR/USD"], FROM, TO);
    expect(asked(stub, "/v2/aggs/ticker")).toBe(5);
    expect(asked(stub, "/stocks/v1/")).toBe(2);
    expect(stub.asked).toHaveLength(7);
  });

  test("days: one a session and two for the actions, none for the next unit of symbols", async () => {
    const { provider, stub } = await massive();
    const [from, to] = ["2025-06-16", "2025-06-20"];
    await provider.daily(["AAPL", "MSFT", "NVDA", "SPY", "TLT"], from, to);
    expect(asked(stub, "/v2/aggs/grouped")).toBe(4);
    expect(stub.asked).toHaveLength(6);
    await provider.daily(["SPLT", "BOTH", "BRK.B"], from, to);
    await provider.daily(["RVRS"], from, to);
    expect(stub.asked).toHaveLength(6);
  });

  test("days of fewer symbols than sessions: one a symbol", async () => {
    const { provider, stub } = await massive();
    await provider.daily(["AAPL", "MSFT"], "2025-06-09", "2025-06-20");
    expect(asked(stub, "/v2/aggs/ticker")).toBe(2);
    expect(stub.asked).toHaveLength(4);
  });

  describe("of a month", () => {
    const month = sessionsBetween("2025-01-02", TO).slice(-24);
    const [from = "", to = ""] = [month[0], month.at(-1)];
    const first = ["AAPL", "MSFT", "NVDA", "SPY", "TLT", "SPLT", "BOTH", "RVRS", "FRSH", "IWM", "VTV", "VUG", "USMV"];
    const second = ["QUAL", "MTUM", "BRK.B"];

    test("one a session for a first unit of more than half as many symbols, and none for the second", async () => {
      const { provider, stub } = await massive();
      const result = await provider.daily(first, from, to);
      expect(asked(stub, "/v2/aggs/grouped")).toBe(24);
      expect(asked(stub, "/stocks/v1/")).toBe(2);
      expect(stub.asked).toHaveLength(26);
      for (const symbol of first) expect(answerOf(result, symbol).bars).toEqual(dailyTruth(symbol, from, to).bars);
      const { answers } = await provider.daily(second, from, to);
      expect(answers).toHaveLength(3);
      expect(stub.asked).toHaveLength(26);
    });

    test("one a symbol of a unit of half as many, but for sessions that are kept", async () => {
      const { provider, stub } = await massive();
      await provider.daily(first.slice(0, 12), from, to);
      expect(asked(stub, "/v2/aggs/ticker")).toBe(12);
      expect(stub.asked).toHaveLength(14);
      await provider.daily(second.slice(0, 1), to, to);
      expect(stub.asked).toHaveLength(17);
      await provider.daily(first.slice(0, 12), from, to);
      expect(asked(stub, "/v2/aggs/grouped")).toBe(24);
      expect(stub.asked).toHaveLength(40);
    });

    test("one a symbol over a session more", async () => {
      const { provider, stub } = await massive();
      await provider.daily(first, sessionsBetween("2025-01-02", TO).at(-25) ?? "", to);
      expect(asked(stub, "/v2/aggs/grouped")).toBe(0);
      expect(stub.asked).toHaveLength(15);
    });
  });

  test("units at work at the same time ask for a session once", async () => {
    const { provider, stub } = await massive();
    const units = [
      ["AAPL", "MSFT"],
      ["NVDA", "SPY"],
      ["TLT", "QUAL"],
    ];
    await Promise.all(units.map((symbols) => provider.daily(symbols, "2025-06-20", "2025-06-20")));
    expect(stub.asked).toHaveLength(3);
  });

  test("pages are followed, on the origin that was asked", async () => {
    const { provider, stub } = await massive({ pageRows: 1 });
    const { actions } = answerOf(await provider.daily(["SPLT", "BOTH"], FROM, TO), "SPLT");
    expect(actions).toEqual(dailyTruth("SPLT", FROM, TO).actions);
    expect(asked(stub, "/stocks/v1/splits")).toBe(3);
    expect(asked(stub, "/stocks/v1/dividends")).toBe(4);
  });
});

describe("why there is no price", () => {
  test.each([
    ["OLDN", "unknown-symbol", /does not know OLDN/],
    ["EURO.DE", "unknown-symbol", /does not know EURO\.DE/],
    ["GONE", "no-data", /delisted on 2025-02-14/],
    ["AAPL250117C00100000", "no-data", /was not traded/],
  ])("%s: %s", async (symbol, code, reason) => {
    const { provider } = await massive();
    const result = await provider.daily([symbol, "AAPL", "NEWN"], "2025-06-02", "2025-06-20");
    expect(failureOf(result, symbol)).toEqual({ symbol, code, reason: expect.stringMatching(reason) });
    expect(result.answers.map((each) => each.symbol).sort()).toEqual(["AAPL", "NEWN"]);
  });

  test("before a listing", async () => {
    const { provider } = await massive();
    const result = await provider.daily(["FRSH"], "2025-04-01", "2025-04-11");
    expect(failureOf(result, "FRSH")).toMatchObject({
      code: "no-data",
      reason: expect.stringMatching(/listed on 2025-05-01/),
    });
  });

  test("a history that the plan does not include, in its words", async () => {
    const { provider } = await massive({ planFrom: "2024-01-02" });
    const result = await provider.daily(["AAPL"], "2022-01-03", "2022-12-30");
    const { code, reason } = failureOf(result, "AAPL");
    expect(code).toBe("unauthorized");
    expect(reason).toMatch(/Your plan doesn't include this data timeframe/);
  });

  test("the part of a history that the plan leaves out is named, after one more request for all symbols", async () => {
    const { provider, stub } = await massive({ planFrom: "2023-06-20" });
    const result = await provider.daily(["AAPL", "MSFT", "FRSH"], FROM, TO);
    for (const symbol of ["AAPL", "MSFT"]) {
      const { bars, rejected, from } = answerOf(result, symbol);
      expect(bars).toEqual(dailyTruth(symbol, "2023-06-20", TO).bars);
      expect(from).toBe("2023-06-20");
      expect(rejected).toMatchObject([{ date: FROM, place: "history before 2023-06-20" }]);
      expect(rejected?.[0]?.reason).toMatch(/Your plan doesn't include this data timeframe/);
    }
    expect(answerOf(result, "FRSH")).not.toHaveProperty("from");
    expect(answerOf(result, "FRSH").rejected).toBeUndefined();
    const again = stub.asked.length;
    await provider.daily(["NVDA"], FROM, TO);
    expect(stub.asked.length - again).toBe(3);
  });

  test("a session of all stocks that the plan does not include: each stock is asked for instead", async () => {
    const { provider } = await massive({ planFrom: "2025-06-17" });
    const result = await provider.daily(["AAPL", "MSFT", "NVDA", "SPY"], "2025-06-16", "2025-06-18");
    expect(result.failures).toEqual([]);
    expect(answerOf(result, "AAPL").bars.map(({ date }) => date)).toEqual(["2025-06-17", "2025-06-18"]);
  });

  test("a key that is refused is tried once a symbol at work, and never told", async () => {
    const { provider, stub } = await massive({}, { key: "wrong-secret" });
    const symbols = Array.from({ length: 20 }, (_, index) => `S${String.fromCharCode(65 + index)}`);
    const result = await provider.daily(symbols, FROM, TO);
    expect(result.answers).toEqual([]);
    expect(new Set(result.failures.map(({ code }) => code))).toEqual(new Set(["unauthorized"]));
    expect(JSON.stringify(result)).not.toContain("wrong-secret");
    expect(stub.asked).toHaveLength(1);
    expect(stub.asked[0]?.query.has("apiKey")).toBe(false);
  });

  test("an aborted signal rejects with its reason", async () => {
    const { provider } = await massive();
    const gone = new AbortController();
    gone.abort(new Error("the run was cancelled"));
    await expect(provider.daily(["AAPL"], FROM, TO, gone.signal)).rejects.toThrow("the run was cancelled");
  });
});
