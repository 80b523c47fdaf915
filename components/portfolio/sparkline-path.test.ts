import { expect, test } from "vitest";
import { sparklinePath } from "./sparkline-path.ts";

test("the largest value is on top, the last one at the right edge", () => {
  expect(sparklinePath([1, 3, 2], 10, 4)).toBe("M0.0 4.0L5.0 0.0L10.0 2.0");
});

test("a level line runs through the middle; one value is no line", () => {
  expect(sparklinePath([5, 5], 10, 4)).toBe("M0.0 2.0L10.0 2.0");
  expect(sparklinePath([5], 10, 4)).toBe("");
});
