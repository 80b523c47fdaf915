import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProviderHttp } from "#server/market/provider-http/provider-http.ts";
import { answerOf, dailyTruth, failureOf } from "#tests/fixtures/providers/daily-truth.ts";
import { startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import type { Fault, StubAsked } from "#tests/fixtures/providers/stub-server.ts";
import { createFmp } from "./fmp.ts";

const FROM = "2024-06-03";
const TO = "2025-06-20";
const now = () => new Date("2025-06-20T22:00:00Z");
const stub = await startFmpStub();
const withFmp = (http: ProviderHttp) => createFmp({ http, key: "test-key", url: stub.url, now });
const fmp = () => withFmp(patientHttp("fmp"));
const undo: (() => void)[] = [];

beforeAll(() => fmp().daily(["AAPL", "FRAIL", "SPLT"], FROM, TO));
afterEach(() => {
  for (const take of undo.splice(0)) take();
});
afterAll(() => stub.close());

const ofFrail =
  (endpoint: string) =>
  ({ path, query }: StubAsked) =>
    path.startsWith(`/stable/${endpoint}`) && query.get("symbol") === "FRAIL";

function breaks(fault: Fault, when = ofFrail("historical-price-eod"), times?: number) {
  undo.push(stub.fault({ when, fault, ...(times === undefined ? {} : { times }) }));
}

/** Asks for the frail symbol beside sound ones, which must not notice. */
async function besideOthers(provider = fmp()) {
  const result = await provider.daily(["AAPL", "FRAIL", "SPLT"], FROM, TO);
  for (const symbol of ["AAPL", "SPLT"]) {
    const { bars, actions } = answerOf(result, symbol);
    expect({ bars, actions }).toEqual(dailyTruth(symbol, FROM, TO));
  }
  return result;
}

type Row = Record<string, unknown>;

const changes = (change: (rows: Row[]) => void): Fault => ({
  kind: "changed",
  change(body) {
    change(body as Row[]);
    return body;
  },
});

/** The row of the session whose price is spoilt. */
const inRow = (change: (row: Row) => void) =>
  changes((rows) => {
    const row = rows.find(({ date }) => date === "2024-06-06");
    if (row) change(row);
  });

const says = (words: string): Fault => ({ kind: "changed", change: () => ({ "Error Message": words }) });

describe("[F8] a symbol's failure is its own", () => {
  test.each<[string, Fault, string, RegExp]>([
    ["429", { kind: "status", status: 429, body: { "Error Message": "Limit Reach ." } }, "rate-limited", /Limit Reach/],
    ["429 with Retry-After", { kind: "status", status: 429, retryAfter: "2" }, "rate-limited", /too many requests/],
    ["500", { kind: "status", status: 500 }, "source-unavailable", /failure of its own/],
    ["cut", { kind: "cut" }, "source-unavailable", /Financial Modeling Prep/],
    ["truncated", { kind: "truncated" }, "bad-response", /Financial Modeling Prep/],
    ["a web page", { kind: "html" }, "bad-response", /web page/],
    [
      "402",
      { kind: "status", status: 402, body: "Special Endpoint : not available under your current subscription" },
      "unauthorized",
      /subscription/,
    ],
    [
      "403",
      { kind: "status", status: 403, body: { "Error Message": "Exclusive Endpoint" } },
      "unauthorized",
      /Exclusive/,
    ],
    ["a spent quota with status 200", says("Limit Reach . Please upgrade your plan"), "rate-limited", /Limit Reach/],
    ["a refused key with status 200", says("Invalid API KEY."), "unauthorized", /Invalid API KEY/],
    ["words with status 200", says("temporary calculation failure"), "bad-response", /temporary/],
    [
      "another symbol's rows",
      changes((rows) =>
        rows.forEach((row) => {
          row.symbol = "AAPL";
        }),
      ),
      "bad-response",
      /not as documented/,
    ],
    [
      "a row without a date",
      inRow((row) => {
        row.date = "yesterday";
      }),
      "bad-response",
      /date/,
    ],
    [
      "every close empty",
      changes((rows) =>
        rows.forEach((row) => {
          row.adjClose = null;
        }),
      ),
      "bad-data",
      /close: empty/,
    ],
    ["no rows", changes((rows) => void rows.splice(0)), "no-data", /no price of FRAIL/],
  ])("%s", async (_title, fault, code, reason) => {
    breaks(fault);
    const result = await besideOthers();
    expect(failureOf(result, "FRAIL")).toEqual({ symbol: "FRAIL", code, reason: expect.stringMatching(reason) });
  });

  test("no answer in time", async () => {
    breaks({ kind: "slow", ms: 60_000 });
    const hurried = patientHttp("fmp", { timeoutMs: 1_500, attempts: 1 });
    const result = await besideOthers(withFmp(hurried));
    expect(failureOf(result, "FRAIL").code).toBe("source-unavailable");
  });

  test.each<[string, number | string | null, string]>([
    ["empty", null, "empty"],
    ["negative", -4, "not a positive price"],
    ["zero", 0, "not a positive price"],
    ["text", "12.5", "not a number"],
  ])("a close that is %s is no bar, and named", async (_title, close, reason) => {
    breaks(
      inRow((row) => {
        row.adjClose = close;
      }),
    );
    const { bars, rejected } = answerOf(await besideOthers(), "FRAIL");
    expect(bars).toEqual(dailyTruth("FRAIL", FROM, TO).bars.filter(({ date }) => date !== "2024-06-06"));
    expect(rejected).toMatchObject([
      { date: "2024-06-06", value: close === null ? "" : String(close), place: "close", reason },
    ]);
  });

  test("a price of a day without a session is named, and left out elsewhere", async () => {
    const juneteenth = changes((rows) => void rows.push({ ...rows[0], date: "2025-06-19" }));
    breaks(juneteenth, ({ path }) => path.startsWith("/stable/historical-price-eod"));
    const result = await fmp().daily(["FRAIL", "EUR/USD", "EURO.DE"], FROM, TO);
    expect(answerOf(result, "FRAIL")).toMatchObject({
      bars: dailyTruth("FRAIL", FROM, TO).bars,
      rejected: [{ date: "2025-06-19", reason: "not a trading session", fault: { rule: "out-of-session" } }],
    });
    expect(answerOf(result, "EUR/USD").rejected).toBeUndefined();
    expect(answerOf(result, "EURO.DE").rejected).toBeUndefined();
  });

  test("what passes is asked for once more", async () => {
    breaks({ kind: "status", status: 429, retryAfter: "1" }, undefined, 1);
    breaks({ kind: "status", status: 503 }, undefined, 1);
    const { bars } = answerOf(await besideOthers(), "FRAIL");
    expect(bars).toEqual(dailyTruth("FRAIL", FROM, TO).bars);
  });

  test.each<[string, string, Fault, string]>([
    ["splits", "500", { kind: "status", status: 500 }, "source-unavailable"],
    ["splits", "a web page", { kind: "html" }, "bad-response"],
    [
      "dividends",
      "another symbol's",
      { kind: "changed", change: () => [{ symbol: "AAPL", date: "2025-01-02", dividend: 1 }] },
      "bad-response",
    ],
  ])("no bar without its %s: %s", async (endpoint, _title, fault, code) => {
    breaks(fault, ofFrail(endpoint));
    expect(failureOf(await besideOthers(), "FRAIL").code).toBe(code);
  });

  test.each([
    ["negative", { dividend: -1 }],
    ["text", { dividend: "1" }],
    ["left out", {}],
  ])("a dividend that is %s is named, and the others count", async (_title, spoilt) => {
    const rows = [
      { symbol: "FRAIL", date: "2025-01-02", ...spoilt },
      { symbol: "FRAIL", date: "2025-01-03", dividend: 0.5 },
      { symbol: "FRAIL", date: "2023-01-03", dividend: null },
    ];
    breaks({ kind: "changed", change: () => rows }, ofFrail("dividends"));
    const { bars, actions, rejected } = answerOf(await besideOthers(), "FRAIL");
    expect(bars).toEqual(dailyTruth("FRAIL", FROM, TO).bars);
    expect(actions).toEqual([{ date: "2025-01-03", kind: "dividend", value: 0.5 }]);
    expect(rejected).toMatchObject([
      { date: "2025-01-02", place: "dividend", reason: expect.stringMatching(/^dividend: /) },
    ]);
  });

  test("a split whose ratio is none leaves the closes since then", async () => {
    const row = { symbol: "FRAIL", date: "2025-01-02", numerator: 0, denominator: 1 };
    breaks({ kind: "changed", change: () => [row] }, ofFrail("splits"));
    const { bars, rejected } = answerOf(await besideOthers(), "FRAIL");
    expect(bars).toEqual(dailyTruth("FRAIL", "2025-01-02", TO).bars);
    expect(rejected).toMatchObject([
      { date: "2025-01-02", place: "split", reason: expect.stringMatching(/closes before it are not used/) },
    ]);
  });

  test("a split without its day leaves no close", async () => {
    breaks({ kind: "changed", change: () => [{ symbol: "FRAIL", numerator: 4, denominator: 1 }] }, ofFrail("splits"));
    expect(failureOf(await besideOthers(), "FRAIL")).toMatchObject({ code: "bad-data" });
  });
});
