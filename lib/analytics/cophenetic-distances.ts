import { leafOrder } from "./leaf-order.ts";
import type { Linkage } from "./linkage.ts";
import { intAt, valueAt } from "./value-at.ts";

/**
 * The height at which each two leaves are first in one cluster, n × n by rows with zeros on the diagonal: how the
 * dendrogram sees the distances. Source: Sokal and Rohlf 1962.
 */
export function copheneticDistances(linkage: Linkage): Float64Array {
  const { left, right, heights, sizes } = linkage;
  const n = heights.length + 1;
  const order = leafOrder(linkage);
  const starts = new Int32Array(2 * n - 1).fill(n);
  for (const [place, leaf] of order.entries()) starts[leaf] = place;
  const sizeOf = (cluster: number) => (cluster < n ? 1 : intAt(sizes, cluster - n));
  const distances = new Float64Array(n * n);
  for (let k = 0; k < n - 1; k++) {
    const [a, b] = [intAt(left, k), intAt(right, k)];
    starts[n + k] = Math.min(intAt(starts, a), intAt(starts, b));
    for (const i of order.subarray(intAt(starts, a), intAt(starts, a) + sizeOf(a))) {
      for (const j of order.subarray(intAt(starts, b), intAt(starts, b) + sizeOf(b))) {
        distances[i * n + j] = valueAt(heights, k);
        distances[j * n + i] = valueAt(heights, k);
      }
    }
  }
  return distances;
}
