import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawdownSeries } from "./drawdown-series.ts";
import { maxDrawdown } from "./max-drawdown.ts";

const f = (...values: number[]) => Float64Array.of(...values);

describe("maxDrawdown", () => {
  test("names peak, trough and recovery", () => {
    expect(maxDrawdown(f(100, 120, 90, 119, 120, 110)).value).toEqual({
      depth: -0.25,
      peak: 1,
      trough: 2,
      recovery: 4,
    });
    expect(maxDrawdown(f(100, 120, 90, 119)).value).toEqual({ depth: -0.25, peak: 1, trough: 2, recovery: null });
  });

  test("a series that never falls has none: depth 0 at its first value", () => {
    expect(maxDrawdown(f(Number.NaN, 1, 1, 2)).value).toEqual({ depth: 0, peak: 1, trough: 1, recovery: 1 });
  });

  test("missing values are skipped and only the window is read", () => {
    expect(maxDrawdown(f(500, 100, Number.NaN, 50, 75), 1, 5).value).toEqual({
      depth: -0.5,
      peak: 1,
      trough: 3,
      recovery: null,
    });
    expect(maxDrawdown(f(100, 80, 40), 0, 2).value?.depth).toBeCloseTo(-0.2, 14);
  });

  test("without values, or without a positive one, there is none", () => {
    expect(maxDrawdown(f(Number.NaN)).reason).toBe("no values");
    expect(maxDrawdown(f()).reason).toBe("no values");
    expect(maxDrawdown(f(0, 1)).reason).toBe("the series is not positive");
  });

  test("is the lowest point of the drawdown series and no pair falls deeper", () => {
    const wealth = fc.array(fc.double({ min: 0.1, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(wealth, (values) => {
        const { depth, peak, trough } = maxDrawdown(Float64Array.from(values)).value!;
        expect(Math.min(...drawdownSeries(Float64Array.from(values)))).toBe(depth);
        expect(values[trough]! / values[peak]! - 1).toBe(depth);
        for (const [i, high] of values.entries()) {
          for (const low of values.slice(i)) expect(low / high - 1).toBeGreaterThanOrEqual(depth);
        }
      }),
    );
  });
});

test("drawdownSeries is 0 at each new high and missing where the value is", () => {
  expect(Array.from(drawdownSeries(f(1, 2, Number.NaN, 1, 3)))).toEqual([0, 0, Number.NaN, -0.5, 0]);
});
