import fc from "fast-check";
import { sampleStandardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { realizedVolatility } from "./realized-volatility.ts";
import { rollingVolatility } from "./rolling-volatility.ts";

const returns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 2, maxLength: 80 });

describe("realizedVolatility", () => {
  test("is the sample sd times √252, of the library's own sd", () => {
    fc.assert(
      fc.property(returns, (values) => {
        const expected = sampleStandardDeviation(values) * Math.sqrt(252);
        expect(realizedVolatility(Float64Array.from(values), 0, values.length).value).toBeCloseTo(expected, 10);
      }),
    );
  });

  test("a shift leaves it, a scale multiplies it", () => {
    fc.assert(
      fc.property(returns, fc.double({ min: -3, max: 3, noNaN: true }), (values, factor) => {
        const series = Float64Array.from(values);
        const base = realizedVolatility(series, 0, series.length).value!;
        const moved = realizedVolatility(
          series.map((v) => factor * v + 0.01),
          0,
          series.length,
        ).value!;
        expect(moved).toBeCloseTo(Math.abs(factor) * base, 9);
      }),
    );
  });

  test("missing returns are left out and too few are refused", () => {
    const gapped = Float64Array.of(0.01, Number.NaN, 0.03, -0.02);
    expect(realizedVolatility(gapped, 0, 4).value).toBe(
      realizedVolatility(Float64Array.of(0.01, 0.03, -0.02), 0, 3).value,
    );
    expect(realizedVolatility(gapped, 0, 4, 4)).toEqual({ value: null, reason: "3 of 4 returns" });
    expect(realizedVolatility(gapped, 0, 2)).toEqual({ value: null, reason: "1 of 2 returns" });
  });
});

describe("rollingVolatility", () => {
  test("each value is the volatility of the window that ends there", () => {
    const series = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i * 1.9) / 60);
    const rolling = rollingVolatility(series, 21);
    expect(rolling.slice(0, 20).every(Number.isNaN)).toBe(true);
    expect(rolling[20]).toBe(realizedVolatility(series, 0, 21).value);
    expect(rolling[39]).toBe(realizedVolatility(series, 19, 40).value);
  });

  test("a window with a missing return has none", () => {
    const rolling = rollingVolatility(Float64Array.of(0.1, 0.2, Number.NaN, 0.1, 0.3, 0.2), 2);
    expect(Array.from(rolling, Number.isNaN)).toEqual([true, false, true, true, false, false]);
  });
});
