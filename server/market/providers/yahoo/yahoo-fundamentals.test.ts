import { afterAll, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import type { Statement } from "#server/market/price-source.ts";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { createYahoo } from "./yahoo.ts";

const now = () => new Date("2025-06-20T22:00:00Z");
const stub = await startYahooStub({ now });
const yahoo = createYahoo({ http: yahooHttp(), url: stub.url, now });
afterAll(() => stub.close());

async function books(symbol: string) {
  const found = required(await yahoo.fundamentals(symbol), symbol);
  const of = (frequency: Statement["frequency"], periodType: Statement["periodType"]) =>
    found.statements.filter((one) => one.frequency === frequency && one.periodType === periodType);
  return { ...found, quarters: of("quarterly", "reported"), years: of("annual", "reported"), ttm: of("annual", "ttm") };
}

test("twelve quarters and five years, newest first, and trailing twelve months apart from them", async () => {
  const { quarters, years, ttm, statements } = await books("AAPL");
  expect(quarters.map(({ periodEnd }) => periodEnd).slice(0, 3)).toEqual(["2025-03-31", "2024-12-31", "2024-09-30"]);
  expect(quarters).toHaveLength(12);
  expect(years.map(({ periodEnd }) => periodEnd.slice(0, 4))).toEqual(["2024", "2023", "2022", "2021", "2020"]);
  expect(ttm[0]).toMatchObject({ periodEnd: "2025-03-31", fiscalYear: null, fiscalPeriod: null });
  const sum = quarters.slice(0, 4).reduce((total, { income }) => total + (income.revenue ?? 0), 0);
  expect(ttm[0]?.income.revenue).toBe(sum);
  expect(statements).toHaveLength(quarters.length + years.length + ttm.length);
});

test("a statement has its figures with Yahoo's signs turned to ours", async () => {
  const [quarter] = (await books("AAPL")).quarters;
  const revenue = required(quarter?.income.revenue, "revenue");
  const times = (share: number) => Math.round(revenue * share);
  expect(quarter).toEqual({
    periodEnd: "2025-03-31",
    frequency: "quarterly",
    periodType: "reported",
    fiscalYear: 2025,
    fiscalPeriod: "Q1",
    currency: "USD",
    income: {
      revenue,
      grossProfit: times(0.45),
      operatingIncome: times(0.25),
      netIncome: times(0.2),
      ebitda: times(0.3),
      epsDiluted: Math.round(revenue * 0.2 * 1e-7) / 100,
    },
    balance: {
      totalAssets: times(8),
      currentAssets: times(3),
      totalLiabilities: times(5),
      currentLiabilities: times(2),
      totalDebt: times(2.5),
      cash: times(1),
      equity: times(3),
    },
    cashFlow: { operating: times(0.24), capex: times(0.06), freeCashFlow: times(0.18) },
  });
});

test.each([
  ["SPLT", ["2025-03-31", 2025, "Q2"], ["2024-12-31", 2025, "Q1"], ["2024-09-30", 2024, "Q4"]],
  ["BOTH", ["2025-04-30", 2026, "Q1"], ["2025-01-31", 2025, "Q4"], ["2024-10-31", 2025, "Q3"]],
] as const)("%s: fiscal years follow the company's own end of year", async (symbol, ...expected) => {
  const { quarters, years } = await books(symbol);
  expect(
    quarters.slice(0, 3).map(({ periodEnd, fiscalYear, fiscalPeriod }) => [periodEnd, fiscalYear, fiscalPeriod]),
  ).toEqual(expected);
  expect(years[0]).toMatchObject({ fiscalPeriod: "FY", fiscalYear: Number(years[0]?.periodEnd.slice(0, 4)) });
});

test("estimates are of periods not yet reported, with the next earnings date", async () => {
  const { estimates, nextEarningsDate } = await books("AAPL");
  expect(estimates.map(({ periodEnd, frequency }) => [periodEnd, frequency])).toEqual([
    ["2025-06-30", "quarterly"],
    ["2025-09-30", "quarterly"],
    ["2025-12-31", "annual"],
    ["2026-12-31", "annual"],
  ]);
  expect(estimates[0]).toEqual({
    periodEnd: "2025-06-30",
    frequency: "quarterly",
    periodType: "estimate",
    revenue: 2_000_000_000,
    epsDiluted: 0.41,
    epsLow: 0.37,
    epsHigh: 0.45,
    analysts: 12,
  });
  expect(nextEarningsDate).toBe("2025-08-10");
});

test("books are in the currency that the company reports in", async () => {
  expect((await books("PNCE.L")).quarters[0]?.currency).toBe("GBP");
});

test("funds and unknown symbols have no statements", async () => {
  expect(await yahoo.fundamentals("SPY")).toBeNull();
  expect(await yahoo.fundamentals("OLDN")).toBeNull();
});

test("statements that cannot be read are a named failure", async () => {
  const end = stub.fault({ when: ({ path }) => path.includes("timeseries"), times: 1, fault: { kind: "html" } });
  await expect(yahoo.fundamentals("AAPL")).rejects.toMatchObject({ code: "bad-response" });
  end();
});
