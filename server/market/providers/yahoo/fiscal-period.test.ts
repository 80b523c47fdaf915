import { expect, test } from "vitest";
import { fiscalPeriodOf } from "./fiscal-period.ts";

test.each([
  ["2024-09-28", "2024-09-28", 2024, "Q4"],
  ["2024-12-28", "2024-09-28", 2025, "Q1"],
  ["2025-03-29", "2024-09-28", 2025, "Q2"],
  ["2025-06-28", "2024-09-28", 2025, "Q3"],
  ["2025-02-02", "2025-02-02", 2025, "Q4"],
  ["2025-05-04", "2025-02-02", 2026, "Q1"],
  ["2025-01-03", "2024-12-27", 2024, "Q4"],
])("a quarter that ends on %s, with a year that ended on %s, is of %i %s", (end, yearEnd, fiscalYear, fiscalPeriod) => {
  expect(fiscalPeriodOf(end, "quarterly", yearEnd)).toEqual({ fiscalYear, fiscalPeriod });
});

test("a period that ends between quarters has a year and no quarter", () => {
  expect(fiscalPeriodOf("2025-02-28", "quarterly", "2024-12-31")).toEqual({ fiscalYear: 2025, fiscalPeriod: null });
});

test("a year is the whole fiscal year that ends on its date", () => {
  expect(fiscalPeriodOf("2024-09-28", "annual", "2024-09-28")).toEqual({ fiscalYear: 2024, fiscalPeriod: "FY" });
});
