import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cornishFisherExpectedShortfall, cornishFisherValueAtRisk } from "./cornish-fisher-loss.ts";
import { historicalExpectedShortfall, historicalValueAtRisk } from "./historical-loss.ts";
import { type Moments, moments } from "./moments.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalDensity } from "./normal-density.ts";
import { normalExpectedShortfall, normalValueAtRisk } from "./normal-loss.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { quantile } from "./quantile.ts";
import { tailRisk } from "./tail-risk.ts";

const ramp = (n: number) => Float64Array.from({ length: n }, (_, i) => i);
/** Quantiles of the normal distribution at the middles of n equal shares: its shape without chance. */
const bell = (n: number) => Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n) / 100);
const shaped = (skewness: number, excessKurtosis: number): Moments => ({
  mean: 0.001,
  sd: 0.02,
  skewness,
  excessKurtosis,
  n: 500,
});

describe("quantile", () => {
  test("interpolates between order statistics, and a level that is whole but for rounding is whole", () => {
    expect(quantile(Float64Array.of(1, 2), 0.3).value).toBeCloseTo(1.3, 15);
    expect(quantile(ramp(101), 1 - 0.95).value).toBe(5);
    expect([0, 1].map((p) => quantile(ramp(7), p).value)).toEqual([0, 6]);
    expect(quantile(new Float64Array(0), 0.5).reason).toBe("no values");
    expect(() => quantile(ramp(3), 1.1)).toThrow(RangeError);
  });

  test("agrees with the definition of type 7, stays within the values and grows with p", () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
    const level = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, level, level, (list, a, b) => {
        const sorted = Float64Array.from(list).sort();
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((p) => quantile(sorted, p).value!);
        expect(low).toBeGreaterThanOrEqual(sorted[0]!);
        expect(high).toBeLessThanOrEqual(sorted.at(-1)! + 1e-15);
        expect(low! - high!).toBeLessThanOrEqual(1e-15);
      }),
    );
  });
});

test("the normal quantile inverts the distribution, and is antisymmetric", () => {
  expect(normalQuantile(0.05)).toBeCloseTo(-1.6448536269514722, 15);
  expect(normalQuantile(0.01)).toBeCloseTo(-2.3263478740408408, 15);
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-12);
      expect(normalQuantile(1 - p) + normalQuantile(p)).toBeCloseTo(0, 3);
    }),
  );
  for (const p of [0, 1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
});

test("moments: those of a symmetric, a skewed and a constant series", () => {
  expect(moments(Float64Array.of(1, 2, 3)).value).toMatchObject({ mean: 2, sd: 1, skewness: 0, excessKurtosis: -1.5 });
  expect(moments(Float64Array.of(0, 0, 0, 1)).value!.skewness).toBeCloseTo(2 / Math.sqrt(3), 14);
  expect(moments(Float64Array.of(0, 0, 0, 1)).value!.excessKurtosis).toBeCloseTo(7 / 3 - 3, 14);
  expect(moments(Float64Array.of(4, 4, 4)).reason).toBe("the values do not vary");
  expect(moments(Float64Array.of(4)).reason).toBe("1 of 2 values");
});

describe("losses", () => {
  test("historical: minus the quantile, and the mean at or beyond it", () => {
    const sorted = ramp(101).map((i) => i / 1000 - 0.03);
    expect(historicalValueAtRisk(sorted, 0.95).value).toBeCloseTo(0.025, 15);
    expect(historicalExpectedShortfall(sorted, 0.95).value).toBeCloseTo(0.0275, 15);
    expect(historicalValueAtRisk(new Float64Array(0), 0.95).reason).toBe("no returns");
    expect(historicalExpectedShortfall(new Float64Array(0), 0.95).reason).toBe("no returns");
  });

  test("normal: the textbook multiples of the standard deviation", () => {
    expect(normalValueAtRisk({ mean: 0, sd: 1 }, 0.99)).toBeCloseTo(2.3263478740408408, 14);
    expect(normalExpectedShortfall({ mean: 0, sd: 1 }, 0.99)).toBeCloseTo(2.665214220345802, 12);
    expect(normalExpectedShortfall({ mean: 0.5, sd: 2 }, 0.95)).toBeCloseTo(-0.5 + 2 * 2.0627128075074257, 12);
  });

  test("Cornish–Fisher without skewness and kurtosis is the normal", () => {
    for (const level of [0.95, 0.99]) {
      const flat = shaped(0, 0);
      expect(cornishFisherValueAtRisk(flat, level).value).toBeCloseTo(normalValueAtRisk(flat, level), 15);
      expect(cornishFisherExpectedShortfall(flat, level).value).toBeCloseTo(normalExpectedShortfall(flat, level), 14);
    }
  });

  test("Cornish–Fisher with skewness and kurtosis: the expansion worked out with SciPy's normal quantiles", () => {
    expect(cornishFisherValueAtRisk(shaped(-0.4, 1.2), 0.95).value).toBeCloseTo(0.033626687867696584, 14);
    expect(cornishFisherValueAtRisk(shaped(-0.4, 1.2), 0.99).value).toBeCloseTo(0.0558161080853631, 14);
    expect(cornishFisherValueAtRisk(shaped(0.6, 2), 0.95).value).toBeCloseTo(0.027543520209934703, 14);
    expect(cornishFisherValueAtRisk(shaped(0.6, 2), 0.99).value).toBeCloseTo(0.04334504598788596, 14);
  });

  test.each([
    { skewness: 0, least: 0, most: 8 },
    { skewness: 0.5, least: 0.39, most: 8.221 },
    { skewness: -0.8, least: 1.001, most: 8.563 },
  ])("the domain at skewness $skewness is a kurtosis from $least to $most", ({ skewness, least, most }) => {
    const isInside = (kurtosis: number) => cornishFisherValueAtRisk(shaped(skewness, kurtosis), 0.95).value !== null;
    expect([least - 0.01, least + 0.01, most - 0.01, most + 0.01].map(isInside)).toEqual([false, true, true, false]);
  });

  test("its shortfall is the mean of the Edgeworth density below its quantile", () => {
    const of = shaped(-0.4, 1.2);
    const alpha = 0.05;
    const g = (-cornishFisherValueAtRisk(of, 1 - alpha).value! - of.mean) / of.sd;
    let integral = 0;
    const step = 1e-4;
    for (let z = g - step / 2; z > -12; z -= step) {
      const third = (of.skewness / 6) * (z ** 3 - 3 * z);
      const fourth = (of.excessKurtosis / 24) * (z ** 4 - 6 * z ** 2 + 3);
      const sixth = (of.skewness ** 2 / 72) * (z ** 6 - 15 * z ** 4 + 45 * z ** 2 - 15);
      integral -= z * normalDensity(z) * (1 + third + fourth + sixth) * step;
    }
    expect(cornishFisherExpectedShortfall(of, 1 - alpha).value).toBeCloseTo(-of.mean + (of.sd * integral) / alpha, 9);
  });

  test("outside its domain there is none, inside its quantile grows with the level", () => {
    for (const of of [shaped(0, 9), shaped(2, 1), shaped(0, -0.5), shaped(-1.5, 0)]) {
      expect(cornishFisherValueAtRisk(of, 0.95).reason).toBe("outside its domain");
      expect(cornishFisherExpectedShortfall(of, 0.95).reason).toBe("outside its domain");
    }
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -2, max: 9, noNaN: true }),
        (skewness, kurtosis) => {
          const losses = Array.from({ length: 99 }, (_, i) =>
            cornishFisherValueAtRisk(shaped(skewness, kurtosis), (i + 1) / 100),
          );
          if (losses[0]!.value === null) return;
          for (let i = 1; i < losses.length; i++) expect(losses[i]!.value!).toBeGreaterThan(losses[i - 1]!.value!);
        },
      ),
    );
  });
});

describe("tailRisk", () => {
  test("needs 250 returns and takes the newest 500 that are known", () => {
    const short = tailRisk(bell(249));
    expect(short.n).toBe(249);
    for (const losses of [short.historical, short.normal, short.cornishFisher])
      for (const outcome of Object.values(losses)) expect(outcome.reason).toBe("249 of 250 returns");
    const long = Float64Array.of(-0.9, ...bell(500).slice(0, 250), Number.NaN, ...bell(500).slice(250));
    expect(tailRisk(long)).toEqual(tailRisk(bell(500)));
    expect(tailRisk(long).n).toBe(500);
  });

  test("the order and a series left unchanged: nothing is sorted in place", () => {
    const returns = bell(300).reverse();
    const copy = returns.slice();
    tailRisk(returns);
    expect(returns).toEqual(copy);
  });

  test("near a bell curve the three ways agree, and a shortfall is never below its value at risk", () => {
    const { historical, normal, cornishFisher } = tailRisk(bell(500).map((value) => value + 40 * value ** 3));
    for (const figure of ["var95", "var99", "es95", "es99"] as const) {
      expect(historical[figure].value! / normal[figure].value!).toBeCloseTo(1, 1);
      expect(cornishFisher[figure].value! / normal[figure].value!).toBeCloseTo(1, 1);
    }
    const returns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 250, maxLength: 300 });
    fc.assert(
      fc.property(returns, (list) => {
        const risk = tailRisk(Float64Array.from(list));
        for (const losses of [risk.historical, risk.normal, risk.cornishFisher]) {
          for (const outcome of Object.values(losses)) expect(outcome.value).not.toBeNaN();
          if (losses.var95.value === null) continue;
          expect(losses.es95.value! - losses.var95.value).toBeGreaterThanOrEqual(-1e-12);
          expect(losses.es99.value! - losses.var99.value!).toBeGreaterThanOrEqual(-1e-12);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("returns that never vary have a historical loss and no fitted one", () => {
    const { historical, normal, cornishFisher } = tailRisk(new Float64Array(300).fill(0.01));
    expect(historical.es99.value).toBeCloseTo(-0.01, 15);
    expect(normal.var95.reason).toBe("the values do not vary");
    expect(cornishFisher.es95.reason).toBe("the values do not vary");
  });
});
