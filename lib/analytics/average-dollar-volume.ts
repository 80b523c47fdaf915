import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

/**
 * Mean of close × volume over the sessions of [from, to) that have both, in the prices' currency. Close and volume must
 * be of one basis (both as traded, or both split-adjusted). Unknown when none has both.
 */
export function averageDollarVolume(
  closes: Float64Array,
  volumes: Float64Array,
  from: number,
  to: number,
): Outcome<number> {
  let sum = 0;
  let n = 0;
  for (let i = Math.max(0, from); i < to; i++) {
    const traded = valueAt(closes, i) * valueAt(volumes, i);
    if (Number.isNaN(traded)) continue;
    sum += traded;
    n++;
  }
  return n > 0 ? known(sum / n) : unknown("no volumes");
}
