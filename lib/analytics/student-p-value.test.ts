import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";
import { studentPValue } from "./student-p-value.ts";

const t = fc.double({ min: -50, max: 50, noNaN: true });

describe("studentPValue", () => {
  test("has its closed forms for one, two and four degrees of freedom", () => {
    fc.assert(
      fc.property(t, (x) => {
        const two = Math.abs(x) / Math.sqrt(2 + x * x);
        const four = Math.abs(x) / Math.sqrt(4 + x * x);
        expect(studentPValue(x, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(Math.abs(x)), 12);
        expect(studentPValue(x, 2)).toBeCloseTo(1 - two, 12);
        expect(studentPValue(x, 4)).toBeCloseTo(1 - 1.5 * four + four ** 3 / 2, 11);
      }),
    );
  });

  test.each([
    [12.7062047362, 1, 0.05],
    [2.22813885196, 10, 0.05],
    [2.00029782201, 60, 0.05],
    [2.66028302937, 60, 0.01],
    [1.97189622363, 200, 0.05],
    [3.29053146124, 1e8, 0.001],
  ])("the table's t %d with %d degrees has p %d", (value, degrees, p) => {
    expect(studentPValue(value, degrees)).toBeCloseTo(p, 7);
  });

  test.each([
    [7.5, 60, 3.501501600500332e-10],
    [15, 250, 1.043991075690819e-36],
    [2.5, 60, 0.015170780234888529],
  ])("keeps its digits in the tail: t %d with %d degrees has p %d (scipy)", (value, degrees, p) => {
    expect(studentPValue(value, degrees) / p).toBeCloseTo(1, 11);
  });

  test("is 1 at 0, even in t, and falls with |t|", () => {
    fc.assert(
      fc.property(t, fc.integer({ min: 1, max: 400 }), (x, degrees) => {
        const p = studentPValue(x, degrees);
        expect(studentPValue(-x, degrees)).toBe(p);
        expect(studentPValue(x * 1.01, degrees)).toBeLessThanOrEqual(p + 1e-15);
      }),
    );
    expect(studentPValue(0, 7)).toBe(1);
    expect(() => studentPValue(1, 0)).toThrow(RangeError);
  });
});

describe("incompleteBeta", () => {
  test("I_x(a, b) + I_(1−x)(b, a) = 1, and I_x(1, b), I_x(a, 1) are powers", () => {
    const shape = fc.double({ min: 0.1, max: 200, noNaN: true });
    const unit = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(shape, shape, unit, (a, b, x) => {
        expect(incompleteBeta(a, b, x) + incompleteBeta(b, a, 1 - x)).toBeCloseTo(1, 10);
        expect(incompleteBeta(1, b, x)).toBeCloseTo(1 - (1 - x) ** b, 10);
        expect(incompleteBeta(a, 1, x)).toBeCloseTo(x ** a, 10);
      }),
    );
  });
});

test("logGamma is ln (n − 1)! and ln √π at one half", () => {
  let factorial = 1;
  for (let n = 1; n < 20; n++) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 11);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(logGamma(0.25)).toBeCloseTo(1.2880225246980774, 12);
  expect(() => logGamma(0)).toThrow(RangeError);
});
