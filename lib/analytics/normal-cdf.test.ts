import fc from "fast-check";
import { expect, test } from "vitest";
import { normalCdf } from "./normal-cdf.ts";

/** Correctly rounded values of Φ, from mpmath at 40 digits. */
test.each([
  [-37, 5.725571222524e-300],
  [-8, 6.220960574271784e-16],
  [-4, 0.000031671241833119924],
  [-1.7, 0.04456546275854304],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [0.1, 0.539827837277029],
  [1.959963984540054, 0.975],
  [3.5, 0.9997673709209645],
])("Φ(%d)", (x, expected) => {
  expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(x < -10 ? 1e-12 : 1e-14);
});

test("it is symmetric and rises, from 0 to 1", () => {
  const points = fc.double({ min: -40, max: 40, noNaN: true });
  fc.assert(
    fc.property(points, points, (a, b) => {
      expect(normalCdf(a) + normalCdf(-a)).toBeCloseTo(1, 15);
      if (a < b) expect(normalCdf(a)).toBeLessThanOrEqual(normalCdf(b) + 1e-15);
    }),
  );
  expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
  expect(normalCdf(Number.NaN)).toBeNaN();
});
