import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarWindow } from "./calendar-window.ts";
import { completeRows } from "./complete-rows.ts";
import { epochDay, epochDays, isoDate } from "./epoch-day.ts";
import { knownValues, valuesAt } from "./known-values.ts";
import { priceAt } from "./price-at.ts";

const sessions = ["2024-02-26", "2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-04"];
const days = epochDays(sessions);

describe("calendarWindow", () => {
  test("holds the sessions s with t − days < s ≤ t", () => {
    expect(calendarWindow(days, 5, 4)).toBe(4);
    expect(calendarWindow(days, 5, 5)).toBe(3);
    expect(calendarWindow(days, 5, 1)).toBe(5);
    expect(calendarWindow(days, 5, 400)).toBe(0);
  });

  test("is that definition for any grid", () => {
    const grid = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(grid, fc.nat(), fc.integer({ min: 1, max: 200 }), (unsorted, pick, length) => {
        const axis = Int32Array.from(unsorted).sort();
        const at = pick % axis.length;
        const expected = Array.from(axis.keys()).filter((i) => axis[i]! > axis[at]! - length && i <= at);
        expect(calendarWindow(axis, at, length)).toBe(expected[0]);
      }),
    );
  });
});

describe("epochDay", () => {
  test("counts days from 1970 and back", () => {
    expect(epochDay("1970-01-02")).toBe(1);
    expect(epochDay("2024-03-01") - epochDay("2024-02-28")).toBe(2);
    expect(isoDate(epochDay("2024-02-29"))).toBe("2024-02-29");
  });

  test.each(["2024-2-29", "2024-13-01", "", "2024-01-01T00"])("refuses %j", (text) => {
    expect(() => epochDay(text)).toThrow(RangeError);
  });
});

describe("priceAt", () => {
  const prices = Float64Array.of(10, 11, Number.NaN, 13, Number.NaN, Number.NaN);

  test("is of the day, or the last before it and stale", () => {
    expect(priceAt(prices, days, days[3]!).value).toEqual({ price: 13, index: 3, stale: false });
    expect(priceAt(prices, days, days[5]!).value).toEqual({ price: 13, index: 3, stale: true });
    expect(priceAt(prices, days, epochDay("2024-02-28")).value).toEqual({ price: 11, index: 1, stale: true });
  });

  test("is at most 7 calendar days old", () => {
    expect(priceAt(prices, days, epochDay("2024-03-07")).value?.price).toBe(13);
    expect(priceAt(prices, days, epochDay("2024-03-08"))).toEqual({ value: null, reason: "no price within 7 days" });
    expect(priceAt(prices, days, epochDay("2024-02-25")).value).toBeNull();
  });
});

test("rows are complete where no series is missing", () => {
  const a = Float64Array.of(1, Number.NaN, 3, 4);
  const b = Float64Array.of(1, 2, 3, Number.NaN);
  expect(Array.from(completeRows([a, b], 0, 4))).toEqual([0, 2]);
  expect(Array.from(valuesAt(a, completeRows([a, b], 1, 4)))).toEqual([3]);
  expect(Array.from(knownValues(b, 1))).toEqual([2, 3]);
});
