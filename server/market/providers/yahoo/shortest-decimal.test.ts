import fc from "fast-check";
import { expect, test } from "vitest";
import { shortestDecimal } from "./shortest-decimal.ts";

const NOISE = 2 ** -23;

test.each([
  [169.5800018310547, 169.58],
  [4 * Math.fround(100.0308), 400.1232],
  [0.120064, 0.120064],
])("%d without single precision's noise is %d", (found, price) => {
  expect(shortestDecimal(found, found * NOISE)).toBe(price);
});

test("a price of four decimals, divided by splits and kept in single precision, comes back within 2e-7", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: 50_000_000 }),
      fc.constantFrom(1, 2, 3, 4, 8, 0.1, 1.5, 20),
      (tenThousandths, factor) => {
        const price = tenThousandths / 10_000;
        const whole = Math.fround(price / factor) * factor;
        return Math.abs(shortestDecimal(whole, whole * NOISE) / price - 1) < 2e-7;
      },
    ),
  );
});
