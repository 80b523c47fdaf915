import { expect, test } from "vitest";
import {
  describeReference,
  type ReferenceCase,
  type ReferenceFile,
  referenceSeries,
} from "#tests/fixtures/reference-cases.ts";
import { annualizedReturn } from "./annualized-return.ts";
import { cumulativeReturns } from "./cumulative-returns.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import { realizedVolatility } from "./realized-volatility.ts";
import { totalReturns } from "./total-returns.ts";

const PERIODS: Record<string, number> = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, yearly: 1 };

/** Wealth of 1 before the first return: the source's drawdown starts there. */
const wealth = (returns: Float64Array) => Float64Array.of(1, ...cumulativeReturns(returns).map((value) => 1 + value));

/** Case function → our functions, in the source's conventions; null stands for its NaN. */
const mapped: Record<string, (returns: Float64Array, inputs: Record<string, unknown>) => number | null | number[]> = {
  simple_returns: (prices) => Array.from(totalReturns(prices)).slice(1),
  cum_returns: (returns, { starting_value }) =>
    Array.from(cumulativeReturns(returns), (value) => started(value, starting_value)),
  cum_returns_final: (returns, { starting_value }) =>
    returns.length === 0 ? null : started(cumulativeReturns(returns).at(-1)!, starting_value),
  max_drawdown: (returns) => (returns.length === 0 ? null : maxDrawdown(wealth(returns)).value!.depth),
  roll_max_drawdown: (returns, { window }) =>
    Array.from(
      { length: Math.max(0, returns.length - Number(window) + 1) },
      (_, i) => maxDrawdown(wealth(returns.slice(i, i + Number(window)))).value!.depth,
    ),
  annual_return: (returns, { period }) => annualizedReturn(returns, PERIODS[String(period)]).value,
  cagr: (returns, { period }) => annualizedReturn(returns, PERIODS[String(period)]).value,
  annual_volatility: (returns, { period }) =>
    realizedVolatility(returns, 0, returns.length, 2, PERIODS[String(period)]).value,
};

const started = (value: number, start: unknown) => (Number(start) === 0 ? value : (1 + value) * Number(start));

function check(entry: ReferenceCase, file: ReferenceFile): void {
  const input = referenceSeries(entry.inputs.returns ?? entry.inputs.prices, file);
  const result = mapped[entry.function]!(input, entry.inputs);
  const expected = Array.isArray(entry.expected) ? entry.expected : [entry.expected];
  const actual = Array.isArray(result) ? result : [result];
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    if (value === "NaN") expect(actual[i]).toBeNull();
    // A return from a price of 0 is infinite in the source and missing here.
    else if (value === "Infinity") expect(actual[i]).toBeNaN();
    else expect(Math.abs(actual[i]! - Number(value))).toBeLessThanOrEqual(entry.tolerance.abs!);
  }
}

describeReference("empyrical_literal", (file) => {
  // Frames hold several series at once; the functions here take one.
  const single = file.cases.filter(
    (entry) => entry.function in mapped && !JSON.stringify(entry.inputs).includes("df_"),
  );
  test.each(single.map((entry) => [entry.id, entry] as const))("%s", (_, entry) => check(entry, file));
});

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
