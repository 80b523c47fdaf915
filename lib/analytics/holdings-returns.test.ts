import { expect, test } from "vitest";
import { capBeta } from "./cap-beta.ts";
import { holdingsReturns } from "./holdings-returns.ts";
import { weightedExposure } from "./weighted-exposure.ts";

const f = (...values: number[]) => Float64Array.of(...values);
const NaNs = Number.NaN;

test("the series is the weighted sum of the returns, shorts with their sign", () => {
  const { returns, sessions } = holdingsReturns(f(0.6, -0.4), [f(9, 0.1, 0.2), f(9, 0.3, -0.1)], 1, 3);
  expect(Array.from(sessions)).toEqual([1, 2]);
  expect(returns[0]).toBeCloseTo(0.06 - 0.12, 14);
  expect(returns[1]).toBeCloseTo(0.12 + 0.04, 14);
});

test("a session counts with exactly 80% of gross priced, not with less, and nothing is rescaled", () => {
  const weights = f(0.5, -0.3, 0.2);
  const series = [f(0.1, 0.1, 0.1), f(0.1, NaNs, 0.1), f(NaNs, 0.1, 0.1)];
  const { returns, sessions } = holdingsReturns(weights, series, 0, 3);
  expect(Array.from(sessions)).toEqual([0, 2]);
  expect(returns[0]).toBeCloseTo(0.05 - 0.03, 14);
});

test("nothing held has no series", () => {
  expect(holdingsReturns(f(0), [f(0.1, 0.2)], 0, 2).returns).toHaveLength(0);
  expect(holdingsReturns(f(), [], 0, 2).returns).toHaveLength(0);
});

test("a holding without beta adds nothing and lowers coverage by its share of gross", () => {
  expect(weightedExposure(f(0.5, -0.25, 0.25), f(1.2, 2, NaNs)).value).toEqual({
    exposure: expect.closeTo(0.1, 14),
    coverage: expect.closeTo(0.75, 14),
  });
  expect(weightedExposure(f(0.5), f(NaNs)).reason).toBe("no holding has a beta");
  expect(weightedExposure(f(), f()).reason).toBe("no public holdings");
});

test("betas are held to ±5 and it is told", () => {
  expect(capBeta(7)).toEqual({ beta: 5, capped: true });
  expect(capBeta(-5.01)).toEqual({ beta: -5, capped: true });
  expect(capBeta(5)).toEqual({ beta: 5, capped: false });
});
