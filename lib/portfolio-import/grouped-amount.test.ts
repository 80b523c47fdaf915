import fc from "fast-check";
import { expect, test } from "vitest";
import { readDecimal } from "./decimal.ts";
import { groupedAmount } from "./grouped-amount.ts";

test.each([
  ["999", "999"],
  ["1234.50", "1,234.50"],
  ["-1234567.123456", "-1,234,567.123456"],
  ["$52000", "$52,000"],
  ["1,234", "1,234"],
  ["(2000)", "(2000)"],
  ["ten", "ten"],
  ["", ""],
])("%s is shown as %s", (text, shown) => {
  expect(groupedAmount(text)).toBe(shown);
});

test("grouped it is the same amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat(999_999), (whole, millionths) => {
      const text = `${whole}.${String(millionths).padStart(6, "0")}`;
      expect(readDecimal(groupedAmount(text))).toEqual(readDecimal(text));
    }),
  );
});
