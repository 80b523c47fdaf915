import fc from "fast-check";
import { expect, test } from "vitest";
import { isNothing, readRounded, sizeRatio, sumOf } from "./export-number.ts";

test.each([
  ["51.833706623", "51.833707"],
  ["$1,234.5000005", "1234.500001"],
  ["-0.0000006", "-0.000001"],
  ["(2.0000004)", "-2"],
  ["+12.5", "12.5"],
  [".9999996", "1"],
  ["ten", null],
  ["", null],
])("%s is read as %s", (text, value) => {
  expect(readRounded(text)).toBe(value);
});

test.each(["--", "-", "—", "n/a", "N/A", "", "  "])("“%s” says nothing", (text) => {
  expect(isNothing(text)).toBe(true);
});

test("a ratio is the nearest millionth of the sizes, whatever the signs", () => {
  expect(sizeRatio("-6100", "-20")).toBe("305");
  expect(sizeRatio("1", "3")).toBe("0.333333");
  expect(sizeRatio("2", "3")).toBe("0.666667");
  expect(sizeRatio("1", "0")).toBeNull();
  const amounts = fc.integer({ min: 1, max: 1_000_000_000 });
  fc.assert(
    fc.property(amounts, amounts, (price, quantity) => {
      const total = (BigInt(price) * BigInt(quantity)).toString();
      expect(sizeRatio(total, `${quantity}`)).toBe(`${price}`);
    }),
  );
});

test("a sum is exact", () => {
  expect(sumOf(["0.1", "0.2", "-0.3"])).toBe("0");
  expect(sumOf(["10.000001", "-20"])).toBe("-9.999999");
});
