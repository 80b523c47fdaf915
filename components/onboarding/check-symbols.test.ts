import { afterEach, expect, test, vi } from "vitest";
import { checkSymbols } from "./check-symbols.ts";
import { searchSymbols } from "./search-symbols.ts";

function answerWith(body: object, status = 200) {
  const asked = vi.fn(async (_path: string, _init: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal("fetch", asked);
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const tesla = { symbol: "TSLA", name: "Tesla, Inc.", exchange: "NASDAQ" };
const pair = { symbol: "EUR/USD", name: "EUR/USD", exchange: "CCY" };

test("suggestions are those that can stand in a positions file", async () => {
  answerWith({ unknown: [{ symbol: "TSLAA", suggestions: [pair, tesla] }], unchecked: ["MSFT"] });
  expect(await checkSymbols("yahoo", ["TSLAA", "MSFT", "AAPL"])).toEqual({
    unknown: [{ symbol: "TSLAA", suggestions: [tesla] }],
    unchecked: ["MSFT"],
  });
});

test("a refusal leaves the symbols unchecked, and so does the limit of one request", async () => {
  answerWith({ code: "ERR_SRV_001", detail: "Something went wrong" }, 500);
  expect(await checkSymbols("yahoo", ["AAPL"])).toEqual({ unknown: [], unchecked: ["AAPL"] });
  const asked = answerWith({ unknown: [], unchecked: [] });
  const many = Array.from({ length: 1_002 }, (_, index) => `S${index}`);
  expect((await checkSymbols("yahoo", many)).unchecked).toEqual(["S1000", "S1001"]);
  expect(JSON.parse(asked.mock.calls[0]?.[1].body as string).symbols).toHaveLength(1_000);
});

test("a search has matches or says why there are none", async () => {
  const asked = answerWith({ symbols: [tesla, pair] });
  expect(await searchSymbols("live", "tesla & co")).toEqual({ matches: [tesla] });
  expect(asked.mock.calls[0]?.[0]).toBe("/api/v1/symbols?q=tesla+%26+co&source=live");
  const problem = { code: "ERR_SYMBOL_003", detail: "Yahoo Finance did not answer", fix: "Try again in a while." };
  answerWith(problem, 502);
  expect(await searchSymbols("live", "tesla")).toEqual({
    refusal: "Yahoo Finance did not answer. Try again in a while.",
  });
});
