import { expect, test } from "vitest";
import { createFormat } from "#lib/format.ts";
import { axisLabels } from "./axis-labels.ts";

const format = createFormat("en-US");
const money = { least: 2, most: 6 };

test("levels far apart have as few decimals as tell them apart", () => {
  expect(axisLabels([1_500_000, 1_600_000, 2_000_000], format.compactMoney, money)).toEqual(["$1.5M", "$1.6M", "$2M"]);
});

test("levels of a range that is small beside them have as many as it takes", () => {
  expect(axisLabels([995_000, 1_000_000, 1_005_000, 1_010_000], format.compactMoney, money)).toEqual([
    ...["$995K", "$1M", "$1.005M", "$1.01M"],
  ]);
  expect(axisLabels([0, -0.0002, -0.0004], format.percent, { least: 1, most: 4 })).toEqual([
    ...["0.00%", "−0.02%", "−0.04%"],
  ]);
});

test("what no number of decimals tells apart is left at the most", () => {
  expect(axisLabels([1, 1 + 1e-9], format.percent, { least: 1, most: 3 })).toEqual(["100.000%", "100.000%"]);
});
