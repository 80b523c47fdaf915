import { intAt } from "./value-at.ts";

/** Index of the first session later than `day`; `days.length` when there is none. `days` ascending. O(log n). */
export function firstAfter(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intAt(days, middle) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * First index of the window of `length` calendar days that ends at session `at`: the sessions s with t − length < s ≤ t.
 * The window is the half-open range [result, at + 1).
 *
 * @param days epoch days of the sessions, ascending
 */
export function calendarWindow(days: Int32Array, at: number, length: number): number {
  return firstAfter(days, intAt(days, at) - length);
}
