import { Temporal } from "temporal-polyfill";

/** How far back, in calendar days, the analytics of a date look. */
export const HISTORY_DAYS = 800;

/** The day from which a run needs prices: 800 calendar days before its first date, so that 500 returns end on each. */
export function pricesFrom(firstDate: string): string {
  return Temporal.PlainDate.from(firstDate).subtract({ days: HISTORY_DAYS }).toString();
}
