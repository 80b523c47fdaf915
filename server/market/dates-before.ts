import { required } from "#lib/assert.ts";

/** How many of the ascending ISO dates are before `date`: the index of the first one on or after it. */
export function datesBefore(dates: readonly string[], date: string): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (required(dates[middle], "date") < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending ISO dates are on or before `date`; "~" sorts behind every digit and dash. */
export const datesThrough = (dates: readonly string[], date: string): number => datesBefore(dates, `${date}~`);
