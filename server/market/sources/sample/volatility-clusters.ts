import type { RandomStream } from "./seeded-random.ts";

/**
 * One draw of Student's t with `degrees` > 2 degrees of freedom, scaled to variance 1.
 * Source: Bailey 1994, "Polar generation of random variates with the t-distribution".
 */
function unitStudentT(random: RandomStream, degrees: number): number {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const w = u * u + v * v;
    if (w > 0 && w <= 1) {
      return u * Math.sqrt(((degrees - 2) * (w ** (-2 / degrees) - 1)) / w);
    }
  }
}

export interface ClusterShape {
  /** Degrees of freedom of the innovations: smaller is fatter-tailed. */
  degrees: number;
  /** How much yesterday's squared shock moves today's variance. */
  reaction: number;
  /** How much of yesterday's variance stays; reaction + persistence < 1. */
  persistence: number;
}

/**
 * `count` shocks of mean 0 and unconditional variance 1 whose variance follows GARCH(1,1) with Student-t innovations
 * (Bollerslev 1987). A longer path begins with the shorter one of the same stream.
 */
export function clusteredShocks(random: RandomStream, count: number, shape: ClusterShape): Float64Array {
  const shocks = new Float64Array(count);
  const base = 1 - shape.reaction - shape.persistence;
  let variance = 1;
  for (let index = 0; index < count; index++) {
    const shock = Math.sqrt(variance) * unitStudentT(random, shape.degrees);
    shocks[index] = shock;
    variance = base + shape.reaction * shock * shock + shape.persistence * variance;
  }
  return shocks;
}
