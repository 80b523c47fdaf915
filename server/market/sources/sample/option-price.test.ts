import { expect, test } from "vitest";
import { optionPrice } from "./option-price.ts";

test("agrees with Hull's worked example", () => {
  const option = { spot: 42, strike: 40, years: 0.5, rate: 0.1, volatility: 0.2 };
  expect(optionPrice({ type: "CALL", ...option })).toBeCloseTo(4.7594, 4);
  expect(optionPrice({ type: "PUT", ...option })).toBeCloseTo(0.8086, 4);
});

test("a call less a put is the share less the discounted strike", () => {
  for (const strike of [60, 100, 170]) {
    const option = { spot: 100, strike, years: 1.5, rate: 0.04, volatility: 0.3 };
    const difference = optionPrice({ type: "CALL", ...option }) - optionPrice({ type: "PUT", ...option });
    expect(difference).toBeCloseTo(100 - strike * Math.exp(-0.04 * 1.5), 9);
  }
});

test("is what exercising brings at expiry", () => {
  const option = { strike: 100, years: 0, rate: 0.04, volatility: 0.3 };
  expect(optionPrice({ type: "CALL", spot: 112, ...option })).toBe(12);
  expect(optionPrice({ type: "CALL", spot: 90, ...option })).toBe(0);
  expect(optionPrice({ type: "PUT", spot: 90, ...option })).toBe(10);
});
