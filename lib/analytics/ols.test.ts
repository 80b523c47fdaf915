import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { difference } from "./difference.ts";
import { leastSquares } from "./least-squares.ts";
import { ols } from "./ols.ts";
import { simpleRegression } from "./simple-regression.ts";

const wave = (n: number, step: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(i * step) / 50);
const NaNs = Number.NaN;

describe("simpleRegression", () => {
  test("agrees with the QR least squares in every figure they share", () => {
    const x = wave(60, 1.7);
    const y = x.map((v, i) => 0.001 + 1.3 * v + Math.cos(i * 2.9) / 80);
    const line = simpleRegression(y, x, 0, 60).value!;
    const qr = leastSquares(y, [x], { intercept: true }).value!;
    expect(line.alpha).toBeCloseTo(qr.coefficients[0]!, 14);
    expect(line.beta).toBeCloseTo(qr.coefficients[1]!, 12);
    expect(line.standardError).toBeCloseTo(qr.standardErrors[1]!, 12);
    expect(line.rSquared).toBeCloseTo(qr.rSquared, 12);
  });

  test("a line is recovered whatever its slope and offset", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (slope, offset) => {
          fc.pre(Math.abs(slope) > 1e-3);
          const x = wave(40, 0.9);
          const fit = simpleRegression(
            x.map((v) => offset + slope * v),
            x,
            0,
            40,
          ).value!;
          expect(fit.beta).toBeCloseTo(slope, 9);
          expect(fit.alpha).toBeCloseTo(offset, 9);
          expect(fit.rSquared).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test("missing pairs are left out as if they had never been", () => {
    const x = wave(50, 1.1);
    const y = wave(50, 2.3);
    const gappedX = x.map((v, i) => (i === 7 ? NaNs : v));
    const gappedY = y.map((v, i) => (i === 20 ? NaNs : v));
    const without = (v: Float64Array) => v.filter((_, i) => i !== 7 && i !== 20);
    const gapped = simpleRegression(gappedY, gappedX, 0, 50).value!;
    const dense = simpleRegression(without(y), without(x), 0, 48).value!;
    expect(gapped).toEqual(dense);
    expect(gapped.n).toBe(48);
  });

  test("only the window is read", () => {
    const x = wave(30, 1.1);
    const y = wave(30, 2.3);
    expect(simpleRegression(y, x, 5, 25).value).toEqual(simpleRegression(y.slice(5, 25), x.slice(5, 25), 0, 20).value);
  });

  test("too few pairs and series that do not vary are refused with the reason", () => {
    const x = wave(29, 1.1);
    const flat = new Float64Array(29).fill(0.01);
    expect(simpleRegression(x, x, 0, 29, 30)).toEqual({ value: null, reason: "29 of 30 observations" });
    expect(simpleRegression(x, flat, 0, 29)).toEqual({ value: null, reason: "the regressor does not vary" });
    expect(simpleRegression(flat, x, 0, 29)).toEqual({ value: null, reason: "the series does not vary" });
  });

  test("the beta on a spread is the beta on the difference of its legs", () => {
    const [a, b, y] = [wave(40, 1.1), wave(40, 0.4), wave(40, 2)];
    const spread = Float64Array.from(a, (v, i) => v - b[i]!);
    expect(simpleRegression(y, difference(a, b), 0, 40)).toEqual(simpleRegression(y, spread, 0, 40));
    expect(() => difference(a, b.slice(1))).toThrow(RangeError);
  });
});

describe("ols", () => {
  test("t is beta over its standard error and p its two-sided tail", () => {
    const x = Float64Array.of(1, 2, 3, 4);
    const fit = ols(Float64Array.of(2, 4, 5, 9), x, 0, 4, 3).value!;
    const { tStatistic, pValue } = fit.significance.value!;
    expect(tStatistic).toBeCloseTo(fit.beta / fit.standardError, 14);
    expect(pValue).toBeCloseTo(1 - Math.abs(tStatistic) / Math.sqrt(2 + tStatistic ** 2), 12);
  });

  test("a series on itself has beta 1 and no test, rather than an infinite t", () => {
    const x = wave(40, 1.3);
    const fit = ols(x, x, 0, 40, 30).value!;
    expect(fit.beta).toBe(1);
    expect(fit.significance).toEqual({ value: null, reason: "the fit is exact" });
  });
});
