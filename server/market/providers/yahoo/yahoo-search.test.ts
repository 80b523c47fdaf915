import { afterAll, expect, test } from "vitest";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { createYahoo } from "./yahoo.ts";

const stub = await startYahooStub();
const yahoo = createYahoo({ http: yahooHttp(), url: stub.url });
afterAll(() => stub.close());

test("matches come under our names, with Yahoo's of the exchange", async () => {
  expect(await yahoo.search("class shares")).toEqual([
    { symbol: "BRK.B", name: "Class Shares Inc. B", exchange: "NYSE", kind: "stock" },
  ]);
  expect(await yahoo.search("EURUSD")).toEqual([
    { symbol: "EUR/USD", name: "EUR/USD", exchange: "CCY", kind: "other" },
  ]);
});

test("a former name finds what it has become", async () => {
  expect((await yahoo.search("OLDN")).map(({ symbol }) => symbol)).toEqual(["NEWN"]);
});

test("at most ten", async () => {
  expect(await yahoo.search("e")).toHaveLength(10);
});

test("nothing found is no failure", async () => {
  expect(await yahoo.search("zzzzzz9")).toEqual([]);
});
