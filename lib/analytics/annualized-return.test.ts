import { expect, test } from "vitest";
import { annualizedReturn } from "./annualized-return.ts";
import { cumulativeReturns } from "./cumulative-returns.ts";

test("a year of daily returns annualizes to what it earned", () => {
  const returns = new Float64Array(252).fill(0.0004);
  expect(annualizedReturn(returns).value).toBeCloseTo(1.0004 ** 252 - 1, 12);
});

test("nothing earned and everything lost have reasons", () => {
  expect(annualizedReturn(new Float64Array(0)).reason).toBe("no returns");
  expect(annualizedReturn(Float64Array.of(0.1, -1)).reason).toBe("wealth is not positive");
});

test("a missing return adds nothing to the cumulative", () => {
  expect(Array.from(cumulativeReturns(Float64Array.of(0.5, Number.NaN, 1)))).toEqual([0.5, 0.5, 2]);
});
