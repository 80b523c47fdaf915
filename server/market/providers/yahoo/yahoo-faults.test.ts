import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { required } from "#lib/assert.ts";
import type { DailyFailure } from "#server/market/price-source.ts";
import type { ProviderHttpOptions } from "#server/market/provider-http/provider-http.ts";
import type { Fault, StubAsked } from "#tests/fixtures/providers/stub-server.ts";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { createYahoo } from "./yahoo.ts";

const now = () => new Date("2025-06-20T22:00:00Z");
const stub = await startYahooStub({ now });
/** With a way of its own, as failures in a row close it. */
const openYahoo = (options: Partial<ProviderHttpOptions> = {}) =>
  createYahoo({ http: yahooHttp(options), url: stub.url, now });

const printed = (["log", "info", "warn", "error", "debug", "dir"] as const).map((method) => vi.spyOn(console, method));
const undo: (() => void)[] = [];

afterEach(() => {
  for (const take of undo.splice(0)) take();
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
});
afterAll(() => stub.close());

const ofFrail = ({ path }: StubAsked) => path.endsWith("/FRAIL");

function breaks(fault: Fault, times?: number) {
  undo.push(stub.fault({ when: ofFrail, fault, ...(times === undefined ? {} : { times }) }));
}

/** The chart as Yahoo sends it, open to be spoilt. */
interface Sent {
  chart: {
    result: {
      meta: { currency: string | null; exchangeTimezoneName: string };
      timestamp: number[];
      indicators: { quote: { close: unknown[]; volume: unknown[] }[] };
    }[];
  };
}

function changes(change: (chart: Sent["chart"]["result"][number]) => void) {
  breaks({
    kind: "changed",
    change(body) {
      change(required((body as Sent).chart.result[0], "chart"));
      return body;
    },
  });
}

const closesOf = (chart: Sent["chart"]["result"][number]) => required(chart.indicators.quote[0], "quote").close;

/** Asks for the frail symbol beside sound ones, which must not notice. */
async function besideOthers(options?: Partial<ProviderHttpOptions>) {
  const { answers, failures } = await openYahoo(options).daily(["AAPL", "FRAIL", "SPLT"], "2025-06-09", "2025-06-20");
  const others = answers.filter(({ symbol }) => symbol !== "FRAIL");
  expect(others.map(({ symbol }) => symbol).sort()).toEqual(["AAPL", "SPLT"]);
  for (const { bars } of others) expect(bars).toHaveLength(9);
  return { failure: failures[0], answer: answers.find(({ symbol }) => symbol === "FRAIL") };
}

async function failure(options?: Partial<ProviderHttpOptions>): Promise<DailyFailure> {
  const { failure: found, answer } = await besideOthers(options);
  expect(answer).toBeUndefined();
  return required(found, "failure");
}

describe("a fault is the failure of its symbol only, and never a bar", () => {
  test.each<[string, Fault, DailyFailure["code"], RegExp]>([
    ["too many requests", { kind: "status", status: 429, retryAfter: "0" }, "rate-limited", /429/],
    ["a failure of Yahoo's own", { kind: "status", status: 500 }, "source-unavailable", /500/],
    ["a refusal", { kind: "status", status: 403, body: "Forbidden" }, "unauthorized", /Forbidden/],
    ["a page not found", { kind: "status", status: 404, body: "<html>Not here</html>" }, "bad-response", /404/],
    ["a consent page", { kind: "html" }, "bad-response", /web page/],
    ["half an answer", { kind: "truncated" }, "bad-response", /broke off/],
    ["no JSON", { kind: "changed", change: () => '{"chart":{"result":[{"meta":' }, "bad-response", /incomplete JSON/],
    [
      "NaN",
      { kind: "changed", change: (body) => JSON.stringify(body).replace('"close":[', '"close":[NaN,') },
      "bad-response",
      /NaN/,
    ],
    ["a null answer", { kind: "changed", change: () => ({ chart: null }) }, "bad-response", /Yahoo Finance/],
    [
      "no result",
      { kind: "changed", change: () => ({ chart: { result: [], error: null } }) },
      "bad-response",
      /Yahoo Finance/,
    ],
    [
      "another answer",
      { kind: "changed", change: () => ({ finance: { result: null } }) },
      "bad-response",
      /Yahoo Finance/,
    ],
  ])("%s", async (_, fault, code, reason) => {
    breaks(fault);
    const found = await failure();
    expect(found).toMatchObject({ symbol: "FRAIL", code });
    expect(found.reason).toMatch(reason);
  });

  test("a price that is text", async () => {
    changes((chart) => closesOf(chart).splice(3, 1, "NaN"));
    expect(await failure()).toMatchObject({ code: "bad-response" });
  });

  test("fewer prices than sessions", async () => {
    changes((chart) => void closesOf(chart).pop());
    expect(await failure()).toMatchObject({ code: "bad-response" });
  });

  test("a time zone that does not exist", async () => {
    changes((chart) => Object.assign(chart.meta, { exchangeTimezoneName: "Mars/Olympus" }));
    expect(await failure()).toMatchObject({ code: "bad-response" });
  });

  test("no answer in time", async () => {
    breaks({ kind: "slow", ms: 60_000 });
    expect(await failure({ timeoutMs: 1_000, attempts: 1 })).toMatchObject({ code: "source-unavailable" });
  });

  test("an answer that comes late, or after a refusal, is an answer", async () => {
    breaks({ kind: "slow", ms: 20 }, 1);
    breaks({ kind: "status", status: 429, retryAfter: "1" }, 1);
    breaks({ kind: "status", status: 502 }, 1);
    expect((await besideOthers()).answer?.bars).toHaveLength(9);
    breaks({ kind: "truncated" }, 1);
    expect((await besideOthers()).answer?.bars).toHaveLength(9);
  });
});

describe("cells that are no price", () => {
  const atSession = (chart: Sent["chart"]["result"][number], date: string) =>
    chart.timestamp.findIndex((seconds) => new Date(seconds * 1000).toISOString().startsWith(date));

  test.each([
    [null, "empty", ""],
    [0, "not a positive price", "0"],
    [-3.5, "not a positive price", "-3.5"],
  ])("a close of %s is named and is no bar", async (close, reason, value) => {
    changes((chart) => closesOf(chart).splice(atSession(chart, "2025-06-11"), 1, close));
    const { answer } = await besideOthers();
    expect(answer?.bars.map(({ date }) => date)).not.toContain("2025-06-11");
    expect(answer?.bars).toHaveLength(8);
    expect(answer?.rejected).toMatchObject([{ date: "2025-06-11", value, place: "close", reason }]);
  });

  test("an infinite close is named and is no bar", async () => {
    breaks({ kind: "changed", change: (body) => JSON.stringify(body).replace(/"close":\[[^,]+/, '"close":[1e999') });
    const { answer } = await besideOthers();
    expect(answer?.bars[0]?.date).toBe("2025-06-10");
    expect(answer?.rejected).toMatchObject([{ date: "2025-06-09", reason: "not a number" }]);
  });

  test("a range in which no close is a price is bad data", async () => {
    changes((chart) => void closesOf(chart).fill(null));
    expect(await failure()).toMatchObject({
      code: "bad-data",
      reason: expect.stringContaining("2025-06-09 close: empty"),
    });
  });

  test("a volume that is missing or absurd is unknown, and the close stands", async () => {
    changes((chart) => void required(chart.indicators.quote[0], "quote").volume.fill(null, 0, 4).fill(-1, 4));
    const { answer } = await besideOthers();
    expect(answer?.bars.map(({ volume }) => volume)).toEqual(Array(9).fill(null));
  });

  test("a bar on a holiday of New York is refused there, and only left out elsewhere", async () => {
    const addHoliday = (chart: Sent["chart"]["result"][number]) => {
      chart.timestamp.push(Date.parse("2025-06-19T14:00:00Z") / 1000);
      for (const column of Object.values(required(chart.indicators.quote[0], "quote"))) column.push(12);
    };
    changes(addHoliday);
    const here = (await besideOthers()).answer;
    expect(here?.bars.map(({ date }) => date)).not.toContain("2025-06-19");
    expect(here?.rejected).toMatchObject([{ date: "2025-06-19", value: "12", reason: "not a trading session" }]);
    undo.pop()?.();
    changes((chart) => {
      addHoliday(chart);
      chart.meta.exchangeTimezoneName = "Europe/Berlin";
    });
    const there = (await besideOthers()).answer;
    expect(there?.bars).toHaveLength(9);
    expect(there?.rejected).toBeUndefined();
  });

  test("the last quote beside its day's bar counts once; two that contradict each other do not count", async () => {
    const addQuote = (factor: number) => (chart: Sent["chart"]["result"][number]) => {
      chart.timestamp.push(Date.parse("2025-06-20T20:00:01Z") / 1000);
      for (const column of Object.values(required(chart.indicators.quote[0], "quote"))) {
        column.push(Number(column.at(-1)) * factor);
      }
    };
    changes(addQuote(1));
    expect((await besideOthers()).answer?.bars.at(-1)?.date).toBe("2025-06-20");
    undo.pop()?.();
    changes(addQuote(1.01));
    const { answer } = await besideOthers();
    expect(answer?.bars.at(-1)?.date).toBe("2025-06-18");
    expect(answer?.rejected).toMatchObject([{ date: "2025-06-20", reason: "the date occurs more than once" }]);
  });

  test("what is not there is not said", async () => {
    changes((chart) => Object.assign(chart.meta, { currency: null }));
    const { answer } = await besideOthers();
    expect(answer?.listing).toEqual({ provider: "yahoo", providerSymbol: null, currency: null });
  });
});

test("an aborted signal, and nothing else, rejects", async () => {
  breaks({ kind: "slow", ms: 60_000 });
  const controller = new AbortController();
  const yahoo = openYahoo();
  const asking = yahoo.daily(["FRAIL"], "2025-06-09", "2025-06-20", controller.signal);
  controller.abort(new Error("the run was cancelled"));
  await expect(asking).rejects.toThrow("the run was cancelled");
  await expect(yahoo.daily(["AAPL"], "2025-06-09", "2025-06-20", controller.signal)).rejects.toThrow("cancelled");
});

test("a failure that is not Yahoo's, as of the database behind the gate, is passed on as it is", async () => {
  const outage = Object.assign(new Error("connection lost"), { code: "CONNECTION_CLOSED" });
  const gate = { enter: () => Promise.reject(outage), succeeded: async () => {}, failed: async () => {} };
  await expect(openYahoo({ gate }).daily(["AAPL"], "2025-06-09", "2025-06-20")).rejects.toBe(outage);
  await expect(openYahoo({ gate }).profile("AAPL")).rejects.toBe(outage);
});
