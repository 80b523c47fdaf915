import type { Linkage } from "./linkage.ts";
import { intAt } from "./value-at.ts";

/**
 * The leaves from left to right as a dendrogram shows them, every cluster in one piece: of two merged clusters the one
 * that holds the lowest leaf comes first. The order of a heat map's rows.
 */
export function leafOrder({ left, right }: Linkage): Int32Array {
  const n = left.length + 1;
  const lowest = Int32Array.from({ length: 2 * n - 1 }, (_, cluster) => cluster);
  for (let k = 0; k < left.length; k++) {
    lowest[n + k] = Math.min(intAt(lowest, intAt(left, k)), intAt(lowest, intAt(right, k)));
  }
  const order = new Int32Array(n);
  const open = [2 * n - 2];
  let count = 0;
  for (let cluster = open.pop(); cluster !== undefined; cluster = open.pop()) {
    if (cluster < n) {
      order[count++] = cluster;
      continue;
    }
    const a = intAt(left, cluster - n);
    const b = intAt(right, cluster - n);
    if (intAt(lowest, a) < intAt(lowest, b)) open.push(b, a);
    else open.push(a, b);
  }
  return order;
}
