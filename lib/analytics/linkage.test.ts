import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { averageLinkageClusters } from "./average-linkage-clusters.ts";
import { cutLinkage } from "./cut-linkage.ts";
import { leafOrder } from "./leaf-order.ts";
import { type LinkageMethod, linkage } from "./linkage.ts";

function square(condensed: readonly number[], n: number): Float64Array {
  const distances = new Float64Array(n * n);
  let next = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      distances[i * n + j] = condensed[next]!;
      distances[j * n + i] = condensed[next++]!;
    }
  }
  return distances;
}

function partition(labels: Int32Array): number[][] {
  const clusters = new Map<number, number[]>();
  for (const [leaf, label] of labels.entries()) clusters.set(label, [...(clusters.get(label) ?? []), leaf]);
  return [...clusters.values()].toSorted((a, b) => a[0]! - b[0]!);
}

/** Distances from 0 to 2 without ties, nor any among their means. */
const condensed = (n: number) => {
  const length = (n * (n - 1)) / 2;
  return fc
    .uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: length, maxLength: length })
    .map((values) => values.map((value) => (value + Math.sin(value) / 3) / 50_001));
};
const METHODS: readonly LinkageMethod[] = ["single", "complete", "average", "weighted", "ward"];

describe("linkage", () => {
  test.each(METHODS)(
    "%s: heights ascend, the last cluster is everything, the distances stay as they were",
    (method) => {
      fc.assert(
        fc.property(condensed(7), (values) => {
          const distances = square(values, 7);
          const { heights, sizes } = linkage(distances, 7, method);
          expect(distances).toEqual(square(values, 7));
          expect(sizes[5]).toBe(7);
          for (let k = 1; k < 6; k++) expect(heights[k]).toBeGreaterThanOrEqual(heights[k - 1]! - 1e-12);
        }),
      );
    },
  );

  test("average linkage joins at the mean distance of the members", () => {
    const { heights } = linkage(square([1, 4, 6], 3), 3, "average");
    expect(Array.from(heights)).toEqual([1, 5]);
  });

  test("one leaf has no merge, and a matrix of another size is a mistake of the caller", () => {
    expect(linkage(Float64Array.of(0), 1, "average").heights).toHaveLength(0);
    expect(() => linkage(Float64Array.of(0), 2, "average")).toThrow(RangeError);
  });
});

describe("cutLinkage and leafOrder", () => {
  test("every cluster is one piece of the order, numbered as it comes; the height decides how many", () => {
    fc.assert(
      fc.property(condensed(8), fc.double({ min: 0, max: 2, noNaN: true }), (values, height) => {
        const tree = linkage(square(values, 8), 8, "average");
        const labels = cutLinkage(tree, height);
        const along = Array.from(leafOrder(tree), (leaf) => labels[leaf]!);
        expect(along.toSorted((a, b) => a - b)).toEqual(along);
        expect(new Set(along).size).toBe(8 - tree.heights.filter((merged) => merged <= height).length);
        expect(along.at(-1)).toBe(new Set(along).size - 1);
      }),
    );
  });

  test("members of a cluster by single linkage are chained below the height, others are not", () => {
    const tree = linkage(square([0.1, 5, 5, 5, 5, 0.2], 4), 4, "single");
    expect(Array.from(cutLinkage(tree, 1))).toEqual([0, 0, 1, 1]);
    expect(Array.from(cutLinkage(tree, 0.15))).toEqual([0, 0, 1, 2]);
    expect(Array.from(leafOrder(tree))).toEqual([0, 1, 2, 3]);
  });

  test("a cluster of what was merged higher inside is not formed below that height", () => {
    const tree = linkage(square([1, 0.95, 0.95], 3), 3, "centroid");
    expect(tree.heights[1]!).toBeLessThan(1);
    expect(partition(cutLinkage(linkage(square([1, 1, 1], 3), 3, "centroid"), 0.9))).toEqual([[0], [1], [2]]);
  });
});

test.each(["single", "complete", "average", "weighted"] as const)(
  "%s: of equal distances the pair of the lowest positions is merged first",
  (method) => {
    const { left, right } = linkage(square([1, 1, 1, 1, 1, 1], 4), 4, method);
    expect([left[0], right[0]]).toEqual([0, 1]);
  },
);

describe("averageLinkageClusters", () => {
  const rho = (pairs: readonly number[], n: number) =>
    square(pairs, n).map((v, i) => (i % n === Math.floor(i / n) ? 1 : v));

  test("two groups and a loner, whatever the order of the series", () => {
    const group = [0, 1, 0, 1, 2];
    const correlation = Float64Array.from({ length: 25 }, (_, i) => {
      const [a, b] = [Math.floor(i / 5), i % 5];
      return a === b ? 1 : group[a] === group[b] ? 0.8 : 0.1;
    });
    const { order, clusters, count } = averageLinkageClusters(correlation, 5);
    expect(Array.from(order)).toEqual([0, 2, 1, 3, 4]);
    expect(Array.from(clusters)).toEqual([0, 1, 0, 1, 2]);
    expect(count).toBe(3);
  });

  test("a third joins by its mean distance to the pair, up to 0.3", () => {
    const count = (toFirst: number, toSecond: number) =>
      averageLinkageClusters(rho([0.9, toFirst, toSecond], 3), 3).count;
    expect(count(0.75, 0.66)).toBe(1);
    expect(count(0.75, 0.64)).toBe(2);
  });

  test("opposites are not alike: the distance is 1 − ρ, not 1 − |ρ|", () => {
    expect(averageLinkageClusters(rho([-0.95], 2), 2).count).toBe(2);
    expect(averageLinkageClusters(rho([0.71], 2), 2).count).toBe(1);
  });

  test("permuting the series permutes the clusters", () => {
    fc.assert(
      fc.property(condensed(6), fc.integer(), (values, seed) => {
        const correlation = rho(
          values.map((value) => 1 - value / 2),
          6,
        );
        const order = [0, 1, 2, 3, 4, 5].toSorted((a, b) => Math.sin(seed + a) - Math.sin(seed + b));
        const moved = correlation.map((_, i) => correlation[order[Math.floor(i / 6)]! * 6 + order[i % 6]!]!);
        const back = averageLinkageClusters(moved, 6).clusters;
        const labels = new Int32Array(6);
        for (const [place, original] of order.entries()) labels[original] = back[place]!;
        expect(partition(labels)).toEqual(partition(averageLinkageClusters(correlation, 6).clusters));
      }),
    );
  });

  test("nothing to cluster, and one series", () => {
    expect(averageLinkageClusters(new Float64Array(0), 0).count).toBe(0);
    expect(averageLinkageClusters(Float64Array.of(1), 1)).toEqual({
      order: Int32Array.of(0),
      clusters: Int32Array.of(0),
      count: 1,
    });
  });
});
