import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blackScholesMerton } from "./black-scholes-merton.ts";
import { impliedVolatility } from "./implied-volatility.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const terms = fc.record({
  type: fc.constantFrom("CALL" as const, "PUT" as const),
  spot: between(5, 500),
  strike: between(5, 500),
  years: between(1 / 365, 3),
  rate: between(-0.02, 0.15),
  dividendYield: between(0, 0.1),
});
const base = { type: "CALL", spot: 100, strike: 90, years: 0.5, rate: 0.04, dividendYield: 0.02 } as const;
const priceAt = (volatility: number) => blackScholesMerton({ ...base, volatility }).price;

describe("impliedVolatility", () => {
  test("price → volatility → price, wherever the price is one that a volatility of 1–500% makes", () => {
    fc.assert(
      fc.property(terms, between(0.01, 5), (option, volatility) => {
        const { price } = blackScholesMerton({ ...option, volatility });
        const solved = impliedVolatility(price, option);
        if (solved.value === null) {
          expect(solved.reason).toMatch(/^impossible: not below|^no time value|below 1%$|above 500%$/);
          return;
        }
        const again = blackScholesMerton({ ...option, volatility: solved.value });
        expect(Math.abs(again.price - price)).toBeLessThanOrEqual(1e-13 * (option.spot + option.strike));
      }),
      { numRuns: 500 },
    );
  });

  test("where the price tells, the volatility comes back to ten digits", () => {
    for (const volatility of [0.011, 0.05, 0.2, 0.85, 2, 4.9]) {
      const option = { ...base, strike: 101 };
      const { price } = blackScholesMerton({ ...option, volatility });
      expect(impliedVolatility(price, option).value).toBeCloseTo(volatility, 10);
    }
  });

  test("a dearer option implies a higher volatility", () => {
    fc.assert(
      fc.property(between(12, 85), between(0.01, 5), (price, more) => {
        const low = impliedVolatility(price, base).value!;
        expect(impliedVolatility(price + more, base).value!).toBeGreaterThan(low);
      }),
    );
  });

  test("impossible prices are answered as impossible, naming the bound", () => {
    expect(impliedVolatility(10.7, base).reason).toBe("impossible: below its discounted intrinsic value of 10.7871");
    expect(impliedVolatility(99.005, base).reason).toBe(
      "impossible: not below 99.0050, the underlying less its dividends",
    );
    expect(impliedVolatility(-1, { ...base, type: "PUT" }).reason).toBe(
      "impossible: below its discounted intrinsic value of 0.0000",
    );
    expect(impliedVolatility(88.3, { ...base, type: "PUT" }).reason).toBe(
      "impossible: not below 88.2179, the discounted strike",
    );
  });

  test("a price without time value, which every low volatility makes, has none", () => {
    const worthless = { ...base, strike: 120, years: 1 / 365 };
    expect(impliedVolatility(0, worthless).reason).toBe("no time value: its price says nothing of volatility");
    expect(impliedVolatility(0, { ...worthless, type: "PUT", strike: 80 }).reason).toMatch(/^no time value/);
    for (const [type, strike] of [
      ["CALL", 50],
      ["PUT", 150],
    ] as const) {
      const deep = { ...base, type, strike, years: 7 / 365 };
      const intrinsic = blackScholesMerton({ ...deep, volatility: 0 }).price;
      for (const rounding of [0, 1e-12, -1e-12]) {
        expect(impliedVolatility(intrinsic + rounding, deep).reason).toMatch(/^no time value/);
      }
      expect(impliedVolatility(intrinsic - 1e-6, deep).reason).toMatch(/^impossible: below/);
      expect(impliedVolatility(intrinsic + 0.01, deep).value).toBeGreaterThan(1);
    }
  });

  test("possible prices outside 1–500% and expired options have no volatility, with the reason", () => {
    expect(impliedVolatility(0.1, { ...base, strike: 101 }).reason).toBe("the price implies a volatility below 1%");
    expect(impliedVolatility((priceAt(5) + 99.004) / 2, base).reason).toBe("the price implies a volatility above 500%");
    expect(impliedVolatility(10.5, { ...base, years: 0 }).reason).toBe("expired: its price says nothing of volatility");
    expect(() => impliedVolatility(Number.NaN, base)).toThrow(RangeError);
  });
});
