import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPositive, readDecimal } from "./decimal.ts";

describe("readDecimal", () => {
  test.each([
    ["1500", "1500"],
    ["1,500", "1500"],
    ["1,234,567.50", "1234567.5"],
    ["$1,234.50", "1234.5"],
    ["$ 5", "5"],
    ["-$5", "-5"],
    ["$-5", "-5"],
    ["\u22125", "-5"],
    ["+5", "5"],
    ["(100)", "-100"],
    ["($1,500.25)", "-1500.25"],
    ["$(3)", null],
    [".5", "0.5"],
    ["5.", "5"],
    ["007", "7"],
    ["-0.000", "0"],
    ["0.1234560", "0.123456"],
    ["1000000000000", "1000000000000"],
    ["9007199254740.993", null],
    ["", null],
    ["ten", null],
    ["1,50", null],
    ["1,5000", null],
    ["1500,000", null],
    ["12,34,567", null],
    ["1.234,56", null],
    ["1 500", null],
    ["(-5)", null],
    ["--5", null],
    ["$$5", null],
    ["$", null],
    ["1e5", null],
    ["0x10", null],
    [`$${" ".repeat(100_000)}x`, null],
    [`-${" ".repeat(100_000)}5`, "-5"],
    ["NaN", null],
    ["5%", null],
    [".", null],
  ])("%j reads as %j", (text, value) => {
    const reading = readDecimal(text);
    expect("value" in reading ? reading.value : null).toBe(value);
  });

  test("tells too many decimals and too large from no number", () => {
    expect(readDecimal("0.0000001")).toEqual({ fault: "too many decimals" });
    expect(readDecimal("1000000000000.01")).toEqual({ fault: "too large" });
    expect(readDecimal("x")).toEqual({ fault: "not a number" });
  });

  test("keeps every digit of any amount, plain or with thousands separators", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.integer({ min: 0, max: 999_999 }),
        (whole, millionths) => {
          const fraction = String(millionths).padStart(6, "0");
          const expected = `${whole}${millionths ? `.${fraction.replace(/0+$/, "")}` : ""}`;
          expect(readDecimal(`${whole}.${fraction}`)).toEqual({ value: expected });
          expect(readDecimal(`$${whole.toLocaleString("en-US")}.${fraction}`)).toEqual({ value: expected });
        },
      ),
    );
  });
});

test("isPositive is false for zero and below", () => {
  expect(["0", "-1", "-0.5", "0.000001", "1"].map(isPositive)).toEqual([false, false, false, true, true]);
});
