import { describe, expect, test } from "vitest";
import { nelderMead } from "./nelder-mead.ts";
import { paretoTail } from "./pareto-tail.ts";

describe("nelderMead", () => {
  test("finds the bottom of Rosenbrock's valley and of a bowl around a start of zeros", () => {
    const valley = nelderMead(
      ([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      Float64Array.of(-1.2, 1),
      1e-9,
    );
    expect(Array.from(valley.value!)).toEqual([expect.closeTo(1, 7), expect.closeTo(1, 7)]);
    const bowl = nelderMead(([x = 0]) => (x - 0.01) ** 2, Float64Array.of(0), 1e-9);
    expect(bowl.value![0]).toBeCloseTo(0.01, 4);
  });

  test("what has no bottom does not settle", () => {
    expect(nelderMead(([x = 0]) => x, Float64Array.of(1), 1e-9).reason).toBe("the search does not settle");
  });
});

describe("paretoTail", () => {
  /** Returns that are losses by the quantiles of a generalized Pareto distribution, as many gains between them. */
  const heavy = (n: number, scale: number, shape: number) =>
    Float64Array.from({ length: 2 * n }, (_, i) =>
      i % 2 === 0 ? 0.001 : -(scale / shape) * ((1 - (i + 1) / 2 / (n + 1)) ** -shape - 1),
    );

  test("recovers the shape, and the scale at its threshold, which grows with it", () => {
    const { threshold, scale, shape } = paretoTail(heavy(4000, 0.02, 0.3)).value!;
    expect(threshold).toBeCloseTo((0.02 / 0.3) * (0.2 ** -0.3 - 1), 3);
    expect(shape).toBeCloseTo(0.3, 1);
    expect(scale / (0.02 + 0.3 * threshold)).toBeCloseTo(1, 1);
  });

  test("its loss at a level is the distribution's among all returns, and the shortfall lies beyond it", () => {
    const { valueAtRisk, expectedShortfall } = paretoTail(heavy(4000, 0.02, 0.3), 0.99).value!;
    const exact = (0.02 / 0.3) * (0.02 ** -0.3 - 1);
    expect(Math.abs(valueAtRisk / exact - 1)).toBeLessThan(0.01);
    expect(expectedShortfall / ((exact + 0.02) / 0.7)).toBeCloseTo(1, 1);
  });

  test("what cannot be fitted has a reason", () => {
    const uniform = Float64Array.from({ length: 400 }, (_, i) => (i - 200) / 4000);
    expect(paretoTail(Float64Array.of(-0.1, 0.1)).reason).toBe("2 of 3 returns");
    expect(paretoTail(new Float64Array(50).fill(-0.1)).reason).toBe("0 of 10 losses beyond");
    expect(paretoTail(uniform).reason).toBe("the tail is no heavier than exponential");
    expect(paretoTail(new Float64Array(50).fill(0.01), 0.99, "empyrical").reason).toBe(
      "the tail is no heavier than exponential",
    );
    expect(paretoTail(heavy(500, 0.02, 1.6)).reason).toBe("the expected shortfall of so heavy a tail is infinite");
  });
});
