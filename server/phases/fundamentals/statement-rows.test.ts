import { describe, expect, test } from "vitest";
import type { Estimate, Statement } from "#server/market/price-source.ts";
import { statementRows } from "./statement-rows.ts";

const NOTHING = {
  income: {
    ...{ revenue: null, grossProfit: null, operatingIncome: null, netIncome: null, ebitda: null, epsDiluted: null },
  },
  balance: {
    ...{ totalAssets: null, currentAssets: null, totalLiabilities: null, currentLiabilities: null },
    ...{ totalDebt: null, cash: null, equity: null },
  },
  cashFlow: { operating: null, capex: null, freeCashFlow: null },
};
const statement = (periodEnd: string, change: Partial<Statement> = {}): Statement => ({
  ...{ periodEnd, frequency: "quarterly", periodType: "reported", fiscalYear: null, fiscalPeriod: null },
  ...{ currency: "USD", ...NOTHING, ...change },
});
const estimate: Estimate = {
  ...{ periodEnd: "2025-09-30", frequency: "quarterly", periodType: "estimate", revenue: 900, epsDiluted: 1.5 },
  ...{ epsLow: 1.2, epsHigh: 1.9, analysts: 27 },
};
const rowsOf = (statements: Statement[], estimates: Estimate[] = []) =>
  statementRows("live", { symbol: "A", statements, estimates, nextEarningsDate: null });
const ends = (year: number, count: number) =>
  Array.from({ length: count }, (_, i) => new Date(Date.UTC(year, 3 - 3 * i, 0)).toISOString().slice(0, 10));

describe("statementRows", () => {
  test("keep the newest 12 quarters, 5 years and, apart from them, 4 trailing twelve months", () => {
    const years = Array.from({ length: 8 }, (_, i) => statement(`${2024 - i}-12-31`, { frequency: "annual" }));
    const trailing = ends(2025, 6).map((end) => statement(end, { frequency: "annual", periodType: "ttm" }));
    const rows = rowsOf([...ends(2025, 16).map((end) => statement(end)), ...years, ...trailing]);
    const of = (frequency: string, periodType: string) =>
      rows.filter((row) => row.frequency === frequency && row.periodType === periodType).map((row) => row.periodEnd);
    expect(of("quarterly", "reported")).toEqual(ends(2025, 12));
    expect(of("annual", "reported")).toEqual(["2024-12-31", "2023-12-31", "2022-12-31", "2021-12-31", "2020-12-31"]);
    expect(of("annual", "ttm")).toEqual(ends(2025, 4));
  });

  test("carry the fiscal period and currency as reported, and the figures that follow, also of a trailing year", () => {
    const income = { ...NOTHING.income, revenue: 400, netIncome: 100 };
    const asReported = { fiscalYear: 2024, fiscalPeriod: "FY", currency: "DKK", frequency: "annual", income } as const;
    const [year, trailing] = rowsOf([
      statement("2024-06-30", asReported),
      statement("2025-03-31", { ...asReported, periodType: "ttm", fiscalPeriod: null }),
    ]);
    expect(year).toMatchObject({ fiscalYear: 2024, fiscalPeriod: "FY", currency: "DKK", netMargin: 0.25 });
    expect(trailing).toMatchObject({ periodType: "ttm", netMargin: 0.25, grossMargin: null });
  });

  test("have each period once, the later filing of two", () => {
    const filed = (revenue: number) => statement("2025-03-31", { income: { ...NOTHING.income, revenue } });
    expect(rowsOf([filed(110), filed(100)]).map(({ revenue }) => revenue)).toEqual([110]);
  });

  test("have the range of the analysts' estimates and their number", () => {
    expect(rowsOf([], [estimate, estimate])).toEqual([{ source: "live", symbol: "A", ...estimate }]);
  });
});
