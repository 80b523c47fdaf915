import { copheneticDistances } from "#lib/analytics/cophenetic-distances.ts";
import { cutLinkage } from "#lib/analytics/cut-linkage.ts";
import { type Linkage, type LinkageMethod, linkage } from "#lib/analytics/linkage.ts";
import { simpleRegression } from "#lib/analytics/simple-regression.ts";
import { intAt, valueAt } from "#lib/analytics/value-at.ts";
import type { Answer } from "../agreement.ts";
import type { ReferenceCase } from "../reference-file.ts";
import type { ReferenceSource } from "../reference-source.ts";

interface ClusterInputs {
  readonly method: LinkageMethod;
  readonly condensed_distances?: readonly number[];
  readonly points?: readonly (readonly number[])[];
  readonly n?: number;
  readonly criterion?: "distance" | "maxclust";
  readonly t?: number;
}

interface Tree {
  readonly given: ClusterInputs;
  readonly distances: Float64Array;
  readonly n: number;
  readonly tree: Linkage;
}

export const clusteringSource: ReferenceSource = {
  file: "hierarchical_clustering",
  title: "Hierarchical clustering (SciPy)",
  answers: { linkage: merges, cut_tree: cut, cophenetic },
  notHeld: {},
};

function treeOf({ inputs }: ReferenceCase): Tree {
  const given = inputs as unknown as ClusterInputs;
  const { points, condensed_distances = [], method } = given;
  const n = points?.length ?? given.n ?? 0;
  const distances = points ? euclidean(points) : square(condensed_distances, n);
  return { given, distances, n, tree: linkage(distances, n, method) };
}

function merges(entry: ReferenceCase): Answer {
  const { left, right, heights, sizes } = treeOf(entry).tree;
  const rows = Array.from(heights, (height, k) => [intAt(left, k), intAt(right, k), height, intAt(sizes, k)]);
  return { merge_heights: Array.from(heights), cluster_sizes: Array.from(sizes), linkage_matrix: rows };
}

function cut(entry: ReferenceCase): Answer {
  const { given, tree, n } = treeOf(entry);
  const { criterion, t = 0 } = given;
  const labels = cutLinkage(tree, criterion === "distance" ? t : valueAt(tree.heights, n - t - 1));
  const clusters = new Map<number, number[]>();
  for (const [leaf, label] of labels.entries()) clusters.set(label, [...(clusters.get(label) ?? []), leaf]);
  return { partition: [...clusters.values()].toSorted(([a = 0], [b = 0]) => a - b) };
}

function cophenetic(entry: ReferenceCase): Answer {
  const { distances, n, tree } = treeOf(entry);
  const above = (values: Float64Array) => values.filter((_, i) => i % n > Math.floor(i / n));
  const [given, seen] = [above(distances), above(copheneticDistances(tree))];
  const line = simpleRegression(given, seen, 0, seen.length);
  return { correlation: line.value && Math.sqrt(line.value.rSquared), distances: Array.from(seen) };
}

function square(condensed: readonly number[], n: number): Float64Array {
  const distances = new Float64Array(n * n);
  let next = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const distance = condensed[next++] ?? Number.NaN;
      distances[i * n + j] = distance;
      distances[j * n + i] = distance;
    }
  }
  return distances;
}

function euclidean(points: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(
    points.flatMap((a) => points.map((b) => Math.hypot(...a.map((value, k) => value - (b[k] ?? 0))))),
  );
}
