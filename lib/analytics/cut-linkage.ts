import { leafOrder } from "./leaf-order.ts";
import type { Linkage } from "./linkage.ts";
import { intAt, valueAt } from "./value-at.ts";

/**
 * Flat clusters: leaves share one when they are merged, and everything below is, at no more than `height`. Answers the
 * number of each leaf's cluster, counted from 0 in the order of the dendrogram (`leaf-order.ts`), so that the numbers
 * ascend along it.
 */
export function cutLinkage(linkage: Linkage, height: number): Int32Array {
  const { left, right, heights } = linkage;
  const n = left.length + 1;
  const tops = Int32Array.from({ length: 2 * n - 1 }, (_, cluster) => cluster);
  const reach = new Float64Array(2 * n - 1);
  for (let k = 0; k < n - 1; k++) {
    const below = Math.max(valueAt(reach, intAt(left, k)), valueAt(reach, intAt(right, k)));
    reach[n + k] = Math.max(valueAt(heights, k), below);
  }
  for (let k = n - 2; k >= 0; k--) {
    if (valueAt(reach, n + k) > height) continue;
    tops[intAt(left, k)] = intAt(tops, n + k);
    tops[intAt(right, k)] = intAt(tops, n + k);
  }
  return numbered(tops, leafOrder(linkage));
}

/** Leaves of one top are neighbours in the order. */
function numbered(tops: Int32Array, order: Int32Array): Int32Array {
  const numbers = new Int32Array(order.length);
  let number = -1;
  let last = -1;
  for (const leaf of order) {
    const top = intAt(tops, leaf);
    if (top !== last) number++;
    last = top;
    numbers[leaf] = number;
  }
  return numbers;
}
