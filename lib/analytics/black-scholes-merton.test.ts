import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blackScholesMerton } from "./black-scholes-merton.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const market = fc.record({
  spot: between(1, 500),
  strike: between(1, 500),
  years: between(0.01, 3),
  rate: between(-0.02, 0.15),
  dividendYield: between(0, 0.1),
  volatility: between(0.01, 2),
});
const base = { spot: 100, strike: 90, years: 0.5, rate: 0.04, dividendYield: 0.02, volatility: 0.3 };
const TYPES = ["CALL", "PUT"] as const;

describe("blackScholesMerton", () => {
  test("put-call parity holds for the price and, differentiated, for every greek", () => {
    fc.assert(
      fc.property(market, (terms) => {
        const call = blackScholesMerton({ type: "CALL", ...terms });
        const put = blackScholesMerton({ type: "PUT", ...terms });
        const asset = terms.spot * Math.exp(-terms.dividendYield * terms.years);
        const bond = terms.strike * Math.exp(-terms.rate * terms.years);
        expect(call.price - put.price).toBeCloseTo(asset - bond, 9);
        expect(call.delta - put.delta).toBeCloseTo(asset / terms.spot, 12);
        expect(call.gamma).toBe(put.gamma);
        expect(call.vega).toBe(put.vega);
        expect(call.theta! - put.theta!).toBeCloseTo(terms.dividendYield * asset - terms.rate * bond, 9);
        expect(call.rho - put.rho).toBeCloseTo(terms.years * bond, 9);
        expect(call.dividendRho - put.dividendRho).toBeCloseTo(-terms.years * asset, 9);
      }),
    );
  });

  test("the price lies between its bounds and never falls with volatility", () => {
    fc.assert(
      fc.property(market, fc.constantFrom(...TYPES), between(1, 2), (terms, type, factor) => {
        const { price } = blackScholesMerton({ type, ...terms });
        const more = blackScholesMerton({ type, ...terms, volatility: terms.volatility * factor }).price;
        const least = blackScholesMerton({ type, ...terms, volatility: 0 }).price;
        expect(price).toBeGreaterThanOrEqual(least);
        expect(price).toBeLessThanOrEqual(Math.max(terms.spot, terms.strike) * Math.exp(0.06) + 1e-9);
        expect(more).toBeGreaterThanOrEqual(price - 1e-12 * terms.spot);
      }),
    );
  });

  test.each(TYPES)("each greek of a %s is the derivative of the price", (type) => {
    const model = blackScholesMerton({ type, ...base });
    const slope = (key: keyof typeof base, h = 1e-5) =>
      (blackScholesMerton({ type, ...base, [key]: base[key] + h }).price -
        blackScholesMerton({ type, ...base, [key]: base[key] - h }).price) /
      (2 * h);
    expect(model.delta).toBeCloseTo(slope("spot"), 8);
    expect(model.vega).toBeCloseTo(slope("volatility"), 6);
    expect(model.theta).toBeCloseTo(-slope("years"), 6);
    expect(model.rho).toBeCloseTo(slope("rate"), 6);
    expect(model.dividendRho).toBeCloseTo(slope("dividendYield"), 6);
    const deltaAt = (spot: number) => blackScholesMerton({ type, ...base, spot }).delta;
    expect(model.gamma).toBeCloseTo((deltaAt(100 + 1e-4) - deltaAt(100 - 1e-4)) / 2e-4, 7);
  });

  test("prices scale with the currency: homogeneous of degree one in spot and strike", () => {
    const model = blackScholesMerton({ type: "PUT", ...base });
    const doubled = blackScholesMerton({ type: "PUT", ...base, spot: 200, strike: 180 });
    expect(doubled.price).toBeCloseTo(2 * model.price, 12);
    expect(doubled.delta).toBeCloseTo(model.delta, 14);
  });

  test("on the day of expiry it is the intrinsic value, delta 1, 0 or half way, and no greek is made up", () => {
    const expired = (type: "CALL" | "PUT", strike: number) => blackScholesMerton({ type, ...base, strike, years: 0 });
    expect(expired("CALL", 90)).toMatchObject({ price: 10, delta: 1, gamma: 0, vega: 0, rho: 0 });
    expect(expired("CALL", 90).theta).toBeCloseTo(0.02 * 100 - 0.04 * 90, 12);
    expect(expired("PUT", 90)).toMatchObject({ price: 0, delta: -0, gamma: 0, vega: 0 });
    expect(expired("PUT", 110)).toMatchObject({ price: 10, delta: -1, gamma: 0 });
    expect(expired("CALL", 100)).toMatchObject({ price: 0, delta: 0.5, gamma: null, theta: null });
  });

  test("without volatility it is the discounted intrinsic value and the limit of small volatilities", () => {
    for (const type of TYPES) {
      for (const strike of [80, 120]) {
        const still = blackScholesMerton({ type, ...base, strike, volatility: 0 });
        const almost = blackScholesMerton({ type, ...base, strike, volatility: 1e-3 });
        const forward = 100 * Math.exp(-0.01) - strike * Math.exp(-0.02);
        expect(still.price).toBeCloseTo(Math.max(0, type === "CALL" ? forward : -forward), 12);
        for (const figure of ["price", "delta", "gamma", "vega", "theta", "rho", "dividendRho"] as const) {
          expect(still[figure]).toBeCloseTo(almost[figure]!, 10);
        }
      }
    }
  });

  test("far out of the money nothing overflows", () => {
    const far = blackScholesMerton({ type: "CALL", ...base, strike: 1e9, years: 1e-6 });
    expect(far).toMatchObject({ price: 0, delta: 0, gamma: 0, vega: 0, theta: 0, rho: 0 });
  });

  test.each([
    { spot: 0 },
    { strike: -1 },
    { years: -0.1 },
    { volatility: Number.NaN },
    { rate: Number.POSITIVE_INFINITY },
  ])("terms that no option has are a mistake of the caller: %o", (change) => {
    expect(() => blackScholesMerton({ type: "CALL", ...base, ...change })).toThrow(RangeError);
  });
});
