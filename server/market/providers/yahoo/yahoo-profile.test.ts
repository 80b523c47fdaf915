import { afterAll, expect, test } from "vitest";
import { stubInstrument } from "#tests/fixtures/providers/stub-market.ts";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { createYahoo } from "./yahoo.ts";

const now = () => new Date("2025-06-20T22:00:00Z");
const stub = await startYahooStub({ now });
const yahoo = createYahoo({ http: yahooHttp(), url: stub.url, now });
afterAll(() => stub.close());

test("a company's profile is as Yahoo has it, the sector under Yahoo's own name", async () => {
  const close = stubInstrument("BRK.B")?.bars.findLast(({ date }) => date < "2025-06-20")?.close ?? 0;
  expect(await yahoo.profile("BRK.B")).toEqual({
    symbol: "BRK.B",
    kind: "stock",
    name: "Class Shares Inc. B",
    sector: "Technology",
    industry: "Software - Application",
    exchange: "NYSE",
    country: "United States",
    currency: "USD",
    marketCap: close * 1_000_000_000,
    peRatio: 21.5,
    forwardPe: 18.2,
    dividendYield: 0.0125,
    beta: 1.13,
    week52Low: expect.closeTo(close * 0.7, 1),
    week52High: expect.closeTo(close * 1.2, 1),
    targetLow: expect.closeTo(close * 0.8, 1),
    targetMean: expect.closeTo(close * 1.1, 1),
    targetHigh: expect.closeTo(close * 1.4, 1),
    description: "Class Shares Inc. B is made up for tests.",
    website: "https://example.com",
  });
});

test("a fund has its category, yield and three-year beta, and no sector", async () => {
  expect(await yahoo.profile("SPY")).toMatchObject({
    kind: "etf",
    sector: null,
    industry: "Large Blend",
    dividendYield: 0.0134,
    beta: 0.98,
    peRatio: null,
    targetMean: null,
  });
});

test("where prices are in pence, so is what the company is worth", async () => {
  const pence = await yahoo.profile("PNCE.L");
  expect(pence?.currency).toBe("GBp");
  expect((pence?.marketCap ?? 0) / (pence?.week52High ?? 1)).toBeCloseTo(1_000_000_000 / 1.2, -6);
});

test("a figure that is no number is unknown", async () => {
  expect((await yahoo.profile("FRSH"))?.peRatio).toBeNull();
});

test("unknown symbols and currencies have no profile", async () => {
  expect(await yahoo.profile("OLDN")).toBeNull();
  expect(await yahoo.profile("EUR/USD")).toBeNull();
});

test("an answer without a price part is a named failure", async () => {
  const end = stub.fault({
    when: ({ path }) => path.endsWith("/quoteSummary/AAPL"),
    fault: { kind: "changed", change: () => ({ quoteSummary: { result: [{ summaryDetail: {} }], error: null } }) },
  });
  await expect(yahoo.profile("AAPL")).rejects.toMatchObject({ code: "bad-response" });
  end();
});
