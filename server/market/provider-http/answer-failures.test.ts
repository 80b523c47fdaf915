import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type ANSWER, CLOSES, failureOf, type HttpRig, KEY, startHttpRig } from "#tests/fixtures/providers/http-rig.ts";
import { type Fault, startStubServer } from "#tests/fixtures/providers/stub-server.ts";
import { ProviderError, type ProviderErrorCode } from "./provider-error.ts";

let rig: HttpRig;
beforeEach(async () => {
  rig = await startHttpRig();
});
afterEach(() => rig.server.close());

const changed = (change: (body: typeof ANSWER) => unknown): Fault => ({
  kind: "changed",
  change: (body) => change(body as typeof ANSWER),
});

const cases: readonly (readonly [string, Fault, string, string, number])[] = [
  ["429", { kind: "status", status: 429 }, "rate-limited", "Massive refused: too many requests (429)", 4],
  [
    "429 with words",
    {
      kind: "status",
      status: 429,
      body: { status: "ERROR", error: "You've exceeded the maximum requests per minute." },
    },
    "rate-limited",
    "Massive refused: too many requests (429): You've exceeded the maximum requests per minute.",
    4,
  ],
  ["500", { kind: "status", status: 500 }, "server-error", "Massive has a failure of its own (500)", 4],
  [
    "a proxy's page",
    { kind: "status", status: 502, headers: { "content-type": "text/html" }, body: "<html><h1>Bad Gateway" },
    "server-error",
    "Massive has a failure of its own (502)",
    4,
  ],
  [
    "a refused key",
    { kind: "status", status: 401, body: { status: "ERROR", error: `Unknown API Key ${KEY}` } },
    "unauthorized",
    "Massive refused the key (401): Unknown API Key …",
    1,
  ],
  [
    "a plan",
    { kind: "status", status: 403, body: { status: "NOT_AUTHORIZED", message: "Please upgrade your plan." } },
    "unauthorized",
    "Massive does not allow this (403): Please upgrade your plan.",
    1,
  ],
  [
    "payment",
    { kind: "status", status: 402, body: "Premium Query Parameter: not available under your subscription" },
    "unauthorized",
    "Massive does not allow this (402): Premium Query Parameter: not available under your subscription",
    1,
  ],
  [
    "404",
    { kind: "status", status: 404, body: { chart: { error: { code: "Not Found", description: "No data found" } } } },
    "not-found",
    "Massive has nothing under that name (404): No data found",
    1,
  ],
  [
    "400",
    { kind: "status", status: 400, body: { message: "limit must be\n at most 50000" } },
    "bad-request",
    "Massive refused the request (400): limit must be at most 50000",
    1,
  ],
  [
    "a consent page",
    { kind: "html" },
    "bad-response",
    "Massive answered with a web page instead of data (Before you continue)",
    1,
  ],
  [
    "a page that says it is JSON",
    { kind: "status", status: 200, headers: { "content-type": "application/json" }, body: `<html><p>Hello ${KEY}` },
    "bad-response",
    "Massive answered with a web page instead of data (Hello …)",
    1,
  ],
  [
    "NaN",
    changed(() => '{"ticker":"AAPL","results":[{"date":"2025-03-13","close":NaN}]}'),
    "bad-response",
    'Massive answered with NaN or Infinity where a number belongs: "{"ticker":"AAPL","results":[{"date":"2025-03-13","close":NaN}]}"',
    1,
  ],
  [
    "a number beyond all numbers",
    changed(() => '{"ticker":"AAPL","results":[{"date":"2025-03-13","close":1e999}]}'),
    "bad-response",
    "Massive answered with other data than expected: results[0].close is not as documented: expected number, received Infinity",
    1,
  ],
  [
    "half of it",
    changed(() => '{"ticker":"AAPL","results":[{"da'),
    "bad-response",
    'Massive answered with incomplete JSON: "{"ticker":"AAPL","results":[{"da"',
    1,
  ],
  [
    "words",
    changed(() => `Service for ${KEY} or ${encodeURIComponent(KEY)} is down`),
    "bad-response",
    'Massive answered with something else than JSON: "Service for … or … is down"',
    1,
  ],
  ["nothing", changed(() => ""), "bad-response", "Massive answered with nothing", 1],
  [
    "another shape",
    changed((body) => ({ ...body, results: [...body.results, { date: "2025-03-14", close: null }] })),
    "bad-response",
    "Massive answered with other data than expected: results[1].close is not as documented: expected number, received null",
    1,
  ],
  [
    "a list",
    changed(() => []),
    "bad-response",
    "Massive answered with other data than expected: the whole answer is not as documented: expected object, received array",
    1,
  ],
  ["a cut connection", { kind: "cut" }, "network", "Massive could not be reached: the connection broke off", 4],
  ["a broken answer", { kind: "truncated" }, "bad-response", "Massive broke off in the middle of its answer", 4],
];

test.each(cases)("fails in words for %s", async (_name, fault, code, message, requests) => {
  rig.server.fault({ fault });
  const error = await failureOf(rig.ask());
  expect({ code: error.code, message: error.message }).toEqual({ code, message });
  expect(error.provider).toBe("massive");
  expect(rig.server.asked).toHaveLength(requests);
  expect(rig.reported).toEqual(Array.from({ length: requests }, () => ["enter", code]).flat());
});

test("names the place in the form of an answer that fits best", async () => {
  const schema = z.union([z.object({ error: z.string() }), CLOSES]);
  rig.server.fault({ fault: changed(() => ({ ticker: "AAPL", results: [{ date: 7, close: 1 }] })) });
  const error = await failureOf(rig.http.json(rig.address(), schema));
  expect(error.message).toContain("results[0].date is not as documented: expected string, received number");
});

test.each([
  ["no answer", { kind: "slow", ms: 60_000 }],
  ["an answer that does not end", { kind: "stalled" }],
] as const)("has a deadline that covers %s", async (_name, fault) => {
  rig.server.fault({ fault });
  const error = await failureOf(rig.ask(rig.open({ timeoutMs: 40, attempts: 2 })));
  expect(error).toMatchObject({ code: "timeout", message: "Massive did not answer within 0.04 s" });
  expect(rig.server.asked).toHaveLength(2);
});

test("says that nobody is there", async () => {
  const gone = await startStubServer(() => ({ body: "" }));
  await gone.close();
  const error = await failureOf(rig.http.json(new URL(`${gone.url}/?token=${KEY}`), CLOSES));
  expect(error).toMatchObject({
    code: "network",
    message: "Massive could not be reached: the connection was refused",
  });
});

test("shows no key of an address that an error beneath quotes", async () => {
  const failing = () =>
    Promise.reject(new TypeError(`fetch of ${rig.address().href} failed`, { cause: rig.address().href }));
  const error = await failureOf(rig.ask(rig.open({ fetch: failing })));
  expect(error.cause).toMatchObject({ name: "TypeError" });
  expect(error.cause).toMatchObject({ message: expect.stringContaining("apiKey=… failed") });
});

test("a refusal with status 200 is one to the gate too, and repeated where it may end otherwise", async () => {
  const words = new Map<string, ProviderErrorCode>([
    ["Limit Reach .", "quota-spent"],
    ["Limit Reach for this minute.", "rate-limited"],
  ]);
  const refusal = (body: unknown) => {
    const said = z.object({ error: z.string() }).safeParse(body).data?.error ?? "";
    const code = words.get(said);
    return code ? new ProviderError(code, said, { provider: "massive", status: 200 }) : null;
  };
  const ask = () => rig.http.json(rig.address(), CLOSES, { refusal });
  rig.server.fault({ times: 1, fault: { kind: "changed", change: () => ({ error: "Limit Reach ." }) } });
  expect(await failureOf(ask())).toMatchObject({ code: "quota-spent", message: "Limit Reach ." });
  rig.server.fault({ times: 1, fault: { kind: "changed", change: () => ({ error: "Limit Reach for this minute." }) } });
  expect(await ask()).toMatchObject({ ticker: "AAPL" });
  expect(rig.reported).toEqual(["enter", "quota-spent", "enter", "rate-limited", "enter", "succeeded"]);
});

test("an answer that does not end is cut off, and not asked for again", async () => {
  let sent = 0;
  const megabyte = new Uint8Array(2 ** 20);
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(megabyte);
      },
    });
  const http = rig.open({ fetch: async () => new Response(endless()) });
  const failure = await failureOf(rig.ask(http));
  expect(failure).toMatchObject({ code: "bad-response", message: "Massive answered with more than 64 MB" });
  expect(sent).toBeLessThan(70);
});
