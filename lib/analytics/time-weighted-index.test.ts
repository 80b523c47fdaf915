import { expect, test } from "vitest";
import { dailyReturn } from "./daily-return.ts";
import { timeWeightedIndex } from "./time-weighted-index.ts";

test("a flow at the start of the day earns that day's return and does not make one", () => {
  expect(dailyReturn(0, 100, 50).value).toBe(0);
  expect(dailyReturn(15, 100, 50).value).toBe(0.1);
});

test("money on no equity has no return", () => {
  expect(dailyReturn(5, 0, 0)).toEqual({ value: null, reason: "equity is not positive" });
  expect(dailyReturn(5, 100, -100)).toEqual({ value: null, reason: "equity is not positive" });
});

test("the index is the product of the returns", () => {
  const { index, endsAt } = timeWeightedIndex(Float64Array.of(0.1, -0.5, 1));
  expect(Array.from(index)).toEqual([1.1, 0.55, 1.1].map((v) => expect.closeTo(v, 12)));
  expect(endsAt).toBeNull();
});

test("it ends for good at the first missing return, with the reason", () => {
  const { index, endsAt, reason } = timeWeightedIndex(Float64Array.of(0.1, Number.NaN, 0.3));
  expect([endsAt, reason]).toEqual([1, "equity is not positive"]);
  expect(Array.from(index, Number.isNaN)).toEqual([false, true, true]);
});
