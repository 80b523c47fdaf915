import { cutLinkage } from "./cut-linkage.ts";
import { leafOrder } from "./leaf-order.ts";
import { linkage } from "./linkage.ts";
import { intAt } from "./value-at.ts";

export interface CorrelationClusters {
  /** Positions of the series in the order of a heat map: clusters, and what is close within them, side by side. */
  readonly order: Int32Array;
  /** Number of each series' cluster, from 0, ascending along `order`. */
  readonly clusters: Int32Array;
  readonly count: number;
}

/** Series are together where their mean correlation is at least 0.7. */
const CUT = 0.3;

/**
 * Clusters by average linkage on the distance 1 − ρ, cut at 0.3. Deterministic: of equal distances the lower positions
 * merge first, of two clusters the one with the lowest position comes first in the order.
 * With n = 0 everything is empty.
 *
 * @param correlation n × n by rows
 */
export function averageLinkageClusters(correlation: Float64Array, n: number, cut: number = CUT): CorrelationClusters {
  if (n === 0) return { order: new Int32Array(0), clusters: new Int32Array(0), count: 0 };
  const tree = linkage(
    correlation.map((rho) => 1 - rho),
    n,
    "average",
  );
  const order = leafOrder(tree);
  const clusters = cutLinkage(tree, cut);
  return { order, clusters, count: intAt(clusters, intAt(order, n - 1)) + 1 };
}
