import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProviderHttp } from "#server/market/provider-http/provider-http.ts";
import { answerOf, dailyTruth, failureOf } from "#tests/fixtures/providers/daily-truth.ts";
import { startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import type { Fault, StubAsked } from "#tests/fixtures/providers/stub-server.ts";
import { createMassive } from "./massive.ts";

const FROM = "2024-06-03";
const TO = "2025-06-20";
const now = () => new Date("2025-06-20T22:00:00Z");
const stub = await startMassiveStub();
const withMassive = (http: ProviderHttp) => createMassive({ http, key: "test-key", url: stub.url, now });
const massive = () => withMassive(patientHttp("massive"));
const undo: (() => void)[] = [];

beforeAll(() => massive().daily(["AAPL", "FRAIL", "SPLT"], FROM, TO));
afterEach(() => {
  for (const take of undo.splice(0)) take();
});
afterAll(() => stub.close());

const ofFrail = ({ path }: StubAsked) => path.includes("/FRAIL/");

function breaks(fault: Fault, when: (asked: StubAsked) => boolean = ofFrail, times?: number) {
  undo.push(stub.fault({ when, fault, ...(times === undefined ? {} : { times }) }));
}

/** Asks for the frail symbol beside sound ones, which must not notice. */
async function besideOthers(sound = ["AAPL", "SPLT"], frail = ["FRAIL"], provider = massive()) {
  const result = await provider.daily([...sound, ...frail], FROM, TO);
  for (const symbol of sound) {
    const { bars, actions } = answerOf(result, symbol);
    expect({ bars, actions }).toEqual(dailyTruth(symbol, FROM, TO));
  }
  return result;
}

/** Aggregates as Massive sends them, open to be spoilt. */
interface Sent {
  ticker: unknown;
  adjusted: unknown;
  status: unknown;
  results: Record<string, unknown>[];
}

const changes = (change: (sent: Sent) => void): Fault => ({
  kind: "changed",
  change(body) {
    change(body as Sent);
    return body;
  },
});

const inRow = (change: (row: Record<string, unknown>) => void) =>
  changes(({ results }) => {
    if (results[3]) change(results[3]);
  });

describe("[F8] a symbol's failure is its own", () => {
  test.each<[string, Fault, string, RegExp]>([
    ["429", { kind: "status", status: 429 }, "rate-limited", /too many requests/],
    ["429 with Retry-After", { kind: "status", status: 429, retryAfter: "2" }, "rate-limited", /too many requests/],
    ["500", { kind: "status", status: 500, body: { status: "ERROR", error: "boom" } }, "source-unavailable", /boom/],
    ["cut", { kind: "cut" }, "source-unavailable", /Massive/],
    ["truncated", { kind: "truncated" }, "bad-response", /Massive/],
    ["a web page", { kind: "html" }, "bad-response", /web page/],
    [
      "NaN",
      { kind: "html", body: '{"status":"OK","ticker":"FRAIL","results":[{"t":1,"c":NaN}]}' },
      "bad-response",
      /NaN|web page/,
    ],
    [
      "an adjusted answer",
      changes((sent) => {
        sent.adjusted = true;
      }),
      "bad-response",
      /adjusted/,
    ],
    [
      "another ticker's answer",
      changes((sent) => {
        sent.ticker = "AAPL";
      }),
      "bad-response",
      /ticker/,
    ],
    ["no envelope", { kind: "changed", change: () => [] }, "bad-response", /not as documented/],
    [
      "an unknown status",
      changes((sent) => {
        sent.status = "ERROR";
      }),
      "bad-response",
      /status/,
    ],
    [
      "a row without its time",
      inRow((row) => {
        row.t = "2024-06-06";
      }),
      "bad-response",
      /results\[3\]\.t/,
    ],
    [
      "every close empty",
      changes(({ results }) =>
        results.forEach((row) => {
          row.c = null;
        }),
      ),
      "bad-data",
      /close: empty/,
    ],
    [
      "no rows",
      changes((sent) => {
        sent.results = [];
      }),
      "no-data",
      /no price of FRAIL/,
    ],
  ])("%s", async (_title, fault, code, reason) => {
    breaks(fault);
    const result = await besideOthers();
    expect(failureOf(result, "FRAIL")).toEqual({ symbol: "FRAIL", code, reason: expect.stringMatching(reason) });
  });

  test("no answer in time", async () => {
    breaks({ kind: "slow", ms: 60_000 });
    const hurried = patientHttp("massive", { timeoutMs: 1_500, attempts: 1 });
    const result = await besideOthers(undefined, undefined, withMassive(hurried));
    expect(failureOf(result, "FRAIL").code).toBe("source-unavailable");
  });

  test.each<[string, number | string | null, string]>([
    ["empty", null, "empty"],
    ["negative", -4, "not a positive price"],
    ["zero", 0, "not a positive price"],
    ["text", "12.5", "not a number"],
    ["NaN", "NaN", "not a number"],
  ])("a close that is %s is no bar, and named", async (_title, close, reason) => {
    breaks(
      inRow((row) => {
        row.c = close;
      }),
    );
    const { bars, rejected } = answerOf(await besideOthers(), "FRAIL");
    expect(bars).toEqual(dailyTruth("FRAIL", FROM, TO).bars.filter(({ date }) => date !== "2024-06-06"));
    expect(rejected).toMatchObject([
      { date: "2024-06-06", value: close === null ? "" : String(close), place: "close", reason },
    ]);
  });

  test("an open of the wrong type leaves the close", async () => {
    breaks(
      inRow((row) => {
        row.o = {};
      }),
    );
    const { bars, rejected } = answerOf(await besideOthers(), "FRAIL");
    expect(bars[3]).toMatchObject({
      date: "2024-06-06",
      open: null,
      close: dailyTruth("FRAIL", FROM, TO).bars[3]?.close,
    });
    expect(rejected).toHaveLength(1);
  });

  test("two prices of one session are both refused", async () => {
    breaks(changes(({ results }) => void results.push({ ...results[3], c: 1 })));
    const { bars, rejected } = answerOf(await besideOthers(), "FRAIL");
    expect(bars.map(({ date }) => date)).not.toContain("2024-06-06");
    expect(rejected).toMatchObject([{ date: "2024-06-06", reason: "the date occurs more than once" }]);
  });

  test("a price of a day without a session is named, and left out of an exchange rate", async () => {
    const juneteenth = changes(
      ({ results }) => void results.push({ ...results[0], t: Date.parse("2025-06-19T04:00Z") }),
    );
    breaks(juneteenth, ({ path }) => path.startsWith("/v2/aggs/ticker/"));
    const result = await massive().daily(["FRAIL", "EUR/USD"], FROM, TO);
    const { bars, rejected } = answerOf(result, "FRAIL");
    expect(bars).toEqual(dailyTruth("FRAIL", FROM, TO).bars);
    expect(rejected).toMatchObject([
      { date: "2025-06-19", reason: "not a trading session", fault: { rule: "out-of-session" } },
    ]);
    expect(answerOf(result, "EUR/USD").rejected).toBeUndefined();
  });

  test("what passes is asked for once more", async () => {
    breaks({ kind: "status", status: 429, retryAfter: "1" }, ofFrail, 1);
    breaks({ kind: "status", status: 502 }, ofFrail, 1);
    const { bars } = answerOf(await besideOthers(), "FRAIL");
    expect(bars).toEqual(dailyTruth("FRAIL", FROM, TO).bars);
  });
});

describe("[F8] no bar without its splits and dividends", () => {
  const ofSplits = ({ path }: StubAsked) => path === "/stocks/v1/splits";

  const ofDividends = ({ path }: StubAsked) => path === "/stocks/v1/dividends";

  test("500", async () => {
    breaks({ kind: "status", status: 500 }, ofSplits);
    const result = await massive().daily(["SPLT", "AAPL", "EUR/USD"], FROM, TO);
    expect(result.answers.map(({ symbol }) => symbol)).toEqual(["EUR/USD"]);
    expect(result.failures.map((each) => each.code)).toEqual(["source-unavailable", "source-unavailable"]);
  });

  test.each([
    ["text", { split_to: "4" }, "split_to: expected number, received string"],
    ["zero", { split_from: 0 }, "split_from: Too small: expected number to be >0"],
    ["nothing", { split_from: undefined }, "split_from: expected number, received undefined"],
  ])(
    "a ratio that is %s leaves the closes since that split, and no other symbol notices",
    async (_title, spoilt, why) => {
      breaks(
        changes(({ results }) => results.forEach((row) => void Object.assign(row, spoilt))),
        ofSplits,
      );
      const { bars, rejected } = answerOf(await besideOthers(["AAPL"], ["SPLT"]), "SPLT");
      expect(bars).toEqual(dailyTruth("SPLT", "2025-03-10", TO).bars);
      expect(rejected).toMatchObject([
        { date: "2024-06-10", place: "split", reason: `${why}; closes before it are not used` },
        { date: "2025-03-10", place: "split" },
      ]);
    },
  );

  test("a split without its day leaves no close", async () => {
    breaks(
      changes(({ results }) => results.forEach((row) => void delete row.execution_date)),
      ofSplits,
    );
    const result = await besideOthers(["AAPL"], ["SPLT"]);
    expect(failureOf(result, "SPLT")).toMatchObject({
      code: "bad-data",
      reason: expect.stringMatching(/split: execution_date/),
    });
  });

  test.each([
    ["negative", { cash_amount: -0.01 }],
    ["left out", { cash_amount: undefined }],
    ["text", { cash_amount: "0.12" }],
  ])("a dividend that is %s is its own symbol's and named", async (_title, spoilt) => {
    breaks(
      changes(({ results }) =>
        results
          .filter((row) => row.ex_dividend_date === "2025-05-12")
          .forEach((row) => void Object.assign(row, spoilt)),
      ),
      ofDividends,
    );
    const { bars, actions, rejected } = answerOf(await besideOthers(["AAPL"], ["SPLT"]), "SPLT");
    const truth = dailyTruth("SPLT", FROM, TO);
    expect(bars).toEqual(truth.bars);
    expect(actions).toEqual(truth.actions.filter(({ date }) => date !== "2025-05-12"));
    expect(rejected).toMatchObject([
      { date: "2025-05-12", place: "dividend", reason: expect.stringMatching(/^cash_amount: /) },
    ]);
  });

  test("rows that are of no ticker, or of one nobody asked for, are nobody's", async () => {
    const strangers = [
      {},
      { ticker: null },
      { ticker: "ZZZOTC", ex_dividend_date: "2025-03-03", cash_amount: -1 },
      null,
    ];
    breaks(
      changes(({ results }) => void results.push(...(strangers as Record<string, unknown>[]))),
      ofDividends,
    );
    await besideOthers(["AAPL", "SPLT"], []);
  });

  test("an event listed twice counts once, a special dividend of the same day is added", async () => {
    breaks(
      changes(({ results }) => {
        const [first] = results;
        results.push(
          { ...first, id: "again" },
          { ...first, id: "more", cash_amount: 0.5, distribution_type: "special" },
        );
      }),
      ofDividends,
    );
    const { actions } = answerOf(await massive().daily(["SPLT"], "2025-01-02", TO), "SPLT");
    expect(actions.filter(({ kind }) => kind === "dividend")).toEqual([
      { date: "2025-05-12", kind: "dividend", value: 0.62 },
    ]);
  });

  test("a dividend in another currency than the price is named, not used", async () => {
    breaks(
      changes(({ results }) =>
        results.forEach((row) => {
          row.currency = "BRL";
        }),
      ),
      ({ path }) => path === "/stocks/v1/dividends",
    );
    const { actions, rejected } = answerOf(await massive().daily(["SPLT"], "2025-05-01", TO), "SPLT");
    expect(actions).toEqual([]);
    expect(rejected).toMatchObject([{ date: "2025-05-12", value: "0.12 BRL", place: "dividend" }]);
  });
});
