import { expect, test } from "vitest";
import { knownSplitText, likelySplit, likelySplitText } from "./split-ratio.ts";

test.each([
  [2, "2 for 1"],
  [3 / 2, "3 for 2"],
  [10, "10 for 1"],
  [1 / 8, "1 for 8"],
  [1 / 30, "1 for 30"],
  [4 / 3, "1.3333 for 1"],
])("a known split of %s new shares per old reads %s", (ratio, words) => {
  expect(knownSplitText(ratio)).toBe(words);
});

test.each([
  [7, "7 for 1"],
  [5 / 2, "5 for 2"],
  [8, "about 8 for 1"],
  [1 / 7, "1 for 7"],
  [1 / 30, "about 1 for 30"],
])("one of %s that prices look like reads %s", (ratio, words) => {
  expect(likelySplitText(ratio)).toBe(words);
});

test("the likely split is the nearest whole number of shares either way, with the distance left", () => {
  expect(likelySplit(-Math.log(4))).toEqual({ ratio: 4, distance: 0 });
  const near = likelySplit(Math.log(10 * 1.01));
  expect(near.ratio).toBeCloseTo(1 / 10, 12);
  expect(near.distance).toBeCloseTo(Math.log(1.01), 12);
});
