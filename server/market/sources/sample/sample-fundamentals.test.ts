import { expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import type { Statement } from "../../price-source.ts";
import { sampleFundamentals } from "./sample-fundamentals.ts";
import { sampleInstrument } from "./sample-instrument.ts";

const books = (symbol: string, asOf: string) =>
  required(sampleFundamentals(required(sampleInstrument(symbol), symbol), asOf), "fundamentals");
const of = (statements: Statement[], frequency: string) => statements.filter((one) => one.frequency === frequency);

test("twelve quarters and five years, newest first, each period once", () => {
  const { statements } = books("MSFT", "2026-11-20");
  const quarters = of(statements, "quarterly").map((one) => one.periodEnd);
  const years = of(statements, "annual").map((one) => one.periodEnd);
  expect(quarters).toHaveLength(12);
  expect(quarters.slice(0, 3)).toEqual(["2026-09-30", "2026-06-30", "2026-03-31"]);
  expect(years).toEqual(["2025-12-31", "2024-12-31", "2023-12-31", "2022-12-31", "2021-12-31"]);
});

test("the books balance: assets, cash flows and years add up", () => {
  const { statements } = books("ACME", "2026-11-20");
  for (const { balance, cashFlow } of statements) {
    expect(balance.totalAssets).toBe(balance.totalLiabilities! + balance.equity!);
    expect(cashFlow.freeCashFlow).toBe(cashFlow.operating! - cashFlow.capex!);
  }
  const year = of(statements, "annual")[0]!;
  const quarters = of(statements, "quarterly").filter((one) => one.periodEnd.startsWith("2025-"));
  expect(quarters).toHaveLength(4);
  const revenue = quarters.reduce((sum, one) => sum + one.income.revenue!, 0);
  expect(Math.abs(revenue - year.income.revenue!)).toBeLessThanOrEqual(4);
});

test("the next earnings date brings the quarter that was estimated and changes no older one", () => {
  const before = books("KO", "2026-11-20");
  const after = books("KO", required(before.nextEarningsDate, "next earnings date"));
  expect(before.estimates[0]).toMatchObject({
    periodEnd: "2026-12-31",
    frequency: "quarterly",
    periodType: "estimate",
  });
  expect(of(after.statements, "quarterly")[0]?.periodEnd).toBe("2026-12-31");
  expect(of(after.statements, "quarterly").slice(1)).toEqual(of(before.statements, "quarterly").slice(0, 11));
  expect(of(after.statements, "annual")[0]?.periodEnd).toBe("2026-12-31");
  expect(after.nextEarningsDate! > before.nextEarningsDate!).toBe(true);
});

test("a fund has no statements", () => {
  expect(sampleFundamentals(required(sampleInstrument("SPY"), "SPY"), "2026-11-20")).toBeNull();
});
