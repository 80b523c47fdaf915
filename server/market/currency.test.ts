import { expect, test } from "vitest";
import { dollarConversion, isSameMoney } from "./currency.ts";

test("dollars, and what no currency is said of, are not converted", () => {
  expect([dollarConversion("USD"), dollarConversion(null)]).toEqual([null, null]);
});

test.each([
  ["EUR", "EUR/USD", 1],
  ["GBp", "GBP/USD", 0.01],
  ["GBX", "GBP/USD", 0.01],
  ["ZAc", "ZAR/USD", 0.01],
  ["ILA", "ILS/USD", 0.01],
])("%s is converted by %s, a price of 1 being %d of it", (currency, pair, unit) => {
  expect(dollarConversion(currency)).toEqual({ currency: pair.slice(0, 3), pair, unit });
});

test("prices are in the same money where they become dollars alike", () => {
  const same = [
    ["GBp", "GBX"],
    [null, "USD"],
    ["EUR", "EUR"],
  ] as const;
  const others = [
    ["GBp", "GBP"],
    [null, "EUR"],
    ["EUR", "USD"],
  ] as const;
  expect(same.map(([one, other]) => isSameMoney(one, other))).toEqual([true, true, true]);
  expect(others.map(([one, other]) => isSameMoney(one, other))).toEqual([false, false, false]);
});
