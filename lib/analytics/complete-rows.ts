import { valueAt } from "./value-at.ts";

/** Indexes in [from, to) at which no series is missing (NaN), ascending. */
export function completeRows(series: readonly Float64Array[], from: number, to: number): Int32Array {
  const rows = new Int32Array(Math.max(0, to - from));
  let count = 0;
  for (let i = from; i < to; i++) {
    let complete = true;
    for (const values of series) {
      if (Number.isNaN(valueAt(values, i))) {
        complete = false;
        break;
      }
    }
    if (complete) rows[count++] = i;
  }
  return rows.slice(0, count);
}
