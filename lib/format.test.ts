import { expect, test } from "vitest";
import { clockTime, createFormat, duration, knownLocale } from "./format.ts";

test("numbers carry a true minus sign, a plus where asked, and fixed decimals", () => {
  const format = createFormat("en-US");
  expect(format.money(-1234.5)).toBe("−$1,234.50");
  expect(format.signedMoney(20)).toBe("+$20.00");
  expect(format.wholeMoney(-1234.5)).toBe("−$1,235");
  expect(format.compactMoney(2_736_000)).toBe("$2.74M");
  expect(format.compactMoney(1_005_000, 3)).toBe("$1.005M");
  expect([411.9, 620, 0.2575].map(format.price)).toEqual(["$411.90", "$620.00", "$0.2575"]);
  expect(format.signedWholeMoney(1234.4)).toBe("+$1,234");
  expect(format.signedPercent(-0.01234)).toBe("−1.23%");
  expect(format.signedNumber(1234.5)).toBe("+1,234.50");
  expect(format.signedPercent(0)).toBe("0.00%");
  expect(format.quantity(1500.25)).toBe("1,500.25");
});

test("what is shown as zero has no sign, whichever side of zero it comes from", () => {
  const format = createFormat("en-US");
  for (const value of [-0.0004, -0, 0, 0.0004]) {
    expect(format.number(value)).toBe("0.00");
    expect(format.signedNumber(value)).toBe("0.00");
    expect(format.percent(value / 100)).toBe("0.00%");
    expect(format.money(value)).toBe("$0.00");
    expect(format.wholeMoney(value)).toBe("$0");
    expect(format.signedWholeMoney(value)).toBe("$0");
    expect(format.compactMoney(value / 100)).toBe("$0");
    expect(format.quantity(value, 2)).toBe("0");
  }
  expect(createFormat("de-DE").percent(-0.00001)).toBe("0,00\u00a0%");
});

test("dates and numbers follow the reader's locale", () => {
  expect(createFormat("de-DE").number(1234.5)).toBe("1.234,50");
  expect(createFormat("de-DE").counted(1234, "symbol")).toBe("1.234 symbols");
  expect(createFormat("en-US").counted(1, "entry", "entries")).toBe("1 entry");
  expect(createFormat("en-GB").day("2025-03-14")).toBe("14 Mar 2025");
});

test("the locale is the first one of the header that can be used", () => {
  expect(knownLocale("xx-invalid-zz-zz9999999,de-CH;q=0.9,en;q=0.8")).toBe("de-CH");
  expect(knownLocale("*")).toBe("en-US");
  expect(knownLocale(null)).toBe("en-US");
});

test("durations read as people say them, also where rounding crosses a minute", () => {
  expect([0, 830, 59_940, 59_960, 872_000, 7_500_000].map(duration)).toEqual([
    "< 0.1s",
    "0.8s",
    "59.9s",
    "1m 00s",
    "14m 32s",
    "2h 05m",
  ]);
});

test("[EVT1] log times are UTC with milliseconds", () => {
  expect(clockTime("2026-01-02T15:04:05.113Z")).toBe("15:04:05.113");
});
