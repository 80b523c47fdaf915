import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export interface MaxDrawdown {
  /** Trough / peak − 1: ≤ 0, a fraction; 0 for a series that never falls. */
  readonly depth: number;
  /** Index of the peak before the fall: the latest session at that level. */
  readonly peak: number;
  /** Index of the deepest point; the peak itself for a series that never falls. */
  readonly trough: number;
  /** First index at or above the peak's level again; null while it is not. */
  readonly recovery: number | null;
}

/**
 * Deepest fall of a wealth index from a running peak within [from, to); the earliest where several are as deep.
 * Unknown when no value is known or the first is not positive. Source: Magdon-Ismail and Atiya 2004; Bacon 2008, ch. 4.
 *
 * @param values wealth, prices or any index; NaN missing
 */
export function maxDrawdown(values: Float64Array, from = 0, to: number = values.length): Outcome<MaxDrawdown> {
  let high = Number.NaN;
  let highAt = -1;
  let depth = 0;
  let peak = -1;
  let trough = -1;
  for (let i = from; i < to; i++) {
    const value = valueAt(values, i);
    if (Number.isNaN(value)) continue;
    if (!(value < high)) {
      high = value;
      highAt = i;
    }
    if (!(high > 0)) return unknown("the series is not positive");
    const fall = value / high - 1;
    if (trough >= 0 && fall >= depth) continue;
    depth = fall;
    peak = highAt;
    trough = i;
  }
  if (trough < 0) return unknown("no values");
  return known({ depth, peak, trough, recovery: recoveryOf(values, peak, trough, to) });
}

function recoveryOf(values: Float64Array, peak: number, trough: number, to: number): number | null {
  const level = valueAt(values, peak);
  for (let i = trough; i < to; i++) {
    if (valueAt(values, i) >= level) return i;
  }
  return null;
}
