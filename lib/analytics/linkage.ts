import { intAt, valueAt } from "./value-at.ts";

export type LinkageMethod = "single" | "complete" | "average" | "weighted" | "centroid" | "median" | "ward";

/** The merges of n leaves, first to last. Leaves are 0 … n − 1, the cluster made by merge k is n + k. */
export interface Linkage {
  /** The two clusters merged, the lower number first. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Distance at which they were merged. */
  readonly heights: Float64Array;
  /** Leaves of the new cluster. */
  readonly sizes: Int32Array;
}

type Update = (toI: number, toJ: number, between: number, sizeI: number, sizeJ: number, size: number) => number;

/** Distance of another cluster to the union of i and j, by Lance and Williams 1967. */
const UPDATES: Record<LinkageMethod, Update> = {
  single: (toI, toJ) => Math.min(toI, toJ),
  complete: (toI, toJ) => Math.max(toI, toJ),
  average: (toI, toJ, _, sizeI, sizeJ) => (sizeI * toI + sizeJ * toJ) / (sizeI + sizeJ),
  weighted: (toI, toJ) => (toI + toJ) / 2,
  centroid: (toI, toJ, between, sizeI, sizeJ) => {
    const size = sizeI + sizeJ;
    return Math.sqrt((sizeI * toI ** 2 + sizeJ * toJ ** 2 - (sizeI * sizeJ * between ** 2) / size) / size);
  },
  median: (toI, toJ, between) => Math.sqrt((toI ** 2 + toJ ** 2) / 2 - between ** 2 / 4),
  ward: (toI, toJ, between, sizeI, sizeJ, size) => {
    const squares = (sizeI + size) * toI ** 2 + (sizeJ + size) * toJ ** 2 - size * between ** 2;
    return Math.sqrt(squares / (sizeI + sizeJ + size));
  },
};

/**
 * Agglomerative clustering: the two closest clusters are merged until one is left; of equal distances the pair of the
 * lowest positions first. Centroid, median and ward take the distances for Euclidean. O(n³) comparisons in the worst
 * case with a few operations each, nothing allocated on the way; `distances` is left alone.
 *
 * @param distances symmetric, n × n by rows (RangeError for another length)
 * Source: Müllner 2011 for conventions and numbering, as in SciPy.
 */
export function linkage(distances: Float64Array, n: number, method: LinkageMethod): Linkage {
  if (distances.length !== n * n) throw new RangeError(`${distances.length} distances for ${n} leaves`);
  const count = Math.max(0, n - 1);
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  const heights = new Float64Array(count);
  const sizes = new Int32Array(count);
  const rows = Int32Array.from({ length: n }, (_, row) => row);
  const labels = rows.slice();
  const members = new Int32Array(n).fill(1);
  const work = distances.slice();
  const pair = new Int32Array(2);
  for (let merge = 0; merge < count; merge++) {
    const open = n - merge;
    closest(work, n, rows, open, pair);
    const i = intAt(rows, intAt(pair, 0));
    const j = intAt(rows, intAt(pair, 1));
    const between = valueAt(work, i * n + j);
    left[merge] = Math.min(intAt(labels, i), intAt(labels, j));
    right[merge] = Math.max(intAt(labels, i), intAt(labels, j));
    heights[merge] = between;
    rows.copyWithin(intAt(pair, 1), intAt(pair, 1) + 1, open);
    join(work, n, rows.subarray(0, open - 1), members, { i, j, update: UPDATES[method] });
    sizes[merge] = intAt(members, i);
    labels[i] = n + merge;
  }
  return { left, right, heights, sizes };
}

/** Writes the places in `rows` of the closest two of its first `open` rows to `pair`. */
function closest(work: Float64Array, n: number, rows: Int32Array, open: number, pair: Int32Array): void {
  let least = Number.POSITIVE_INFINITY;
  pair[0] = 0;
  pair[1] = 1;
  for (let a = 0; a < open; a++) {
    const start = intAt(rows, a) * n;
    for (let b = a + 1; b < open; b++) {
      const distance = valueAt(work, start + intAt(rows, b));
      if (distance < least) {
        least = distance;
        pair[0] = a;
        pair[1] = b;
      }
    }
  }
}

/** Row i becomes the union of i and j. */
function join(
  work: Float64Array,
  n: number,
  rows: Int32Array,
  members: Int32Array,
  { i, j, update }: { readonly i: number; readonly j: number; readonly update: Update },
): void {
  const sizeI = intAt(members, i);
  const sizeJ = intAt(members, j);
  const between = valueAt(work, i * n + j);
  for (const k of rows) {
    if (k === i) continue;
    const toI = valueAt(work, i * n + k);
    const toJ = valueAt(work, j * n + k);
    const distance = update(toI, toJ, between, sizeI, sizeJ, intAt(members, k));
    work[i * n + k] = distance;
    work[k * n + i] = distance;
  }
  members[i] = sizeI + sizeJ;
}
