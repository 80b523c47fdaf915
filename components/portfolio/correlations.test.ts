import fc from "fast-check";
import { expect, test } from "vitest";
import { clustersOf, extremePairs } from "./correlations.ts";

const matrix = [
  [1, 0.8, 0.6, 0.1],
  [0.8, 1, 0.7, -0.2],
  [0.6, 0.7, 1, 0],
  [0.1, -0.2, 0, 1],
];
const symbols = ["A", "B", "C", "D"];

test("clusters are runs of the order, with the mean of their pairs", () => {
  const [first, second] = clustersOf({ symbols, matrix, clusters: [0, 0, 0, 1] });
  expect(first).toMatchObject({ from: 0, to: 3, symbols: ["A", "B", "C"] });
  expect(first?.meanCorrelation).toBeCloseTo(0.7, 12);
  expect(second).toEqual({ from: 3, to: 4, symbols: ["D"], meanCorrelation: null });
});

test("clusters cover every symbol once, whatever the numbers", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { maxLength: 12 }), (steps) => {
      let cluster = 0;
      const clusters = steps.map((step) => (cluster += step > 2 ? 1 : 0));
      const names = steps.map((_, at) => `S${at}`);
      const found = clustersOf({ symbols: names, matrix: names.map(() => names.map(() => 0)), clusters });
      expect(found.flatMap((each) => each.symbols)).toEqual(names);
      expect(found.length).toBe(new Set(clusters).size);
    }),
  );
});

test("the pairs most and least alike are named; a single symbol has none", () => {
  expect(extremePairs({ symbols, matrix })).toEqual({
    most: { first: "A", second: "B", correlation: 0.8 },
    least: { first: "B", second: "D", correlation: -0.2 },
  });
  expect(extremePairs({ symbols: ["A"], matrix: [[1]] })).toBeNull();
});
