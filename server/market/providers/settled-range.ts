import { CALENDAR_RANGE, presentSession } from "../nyse-calendar.ts";

/** Inclusive ISO dates; nothing lies in it where `from` is after `to`. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** The part of a range that the calendar knows and whose sessions have ended: no price of an unfinished one is asked for. */
export function settledRange(from: string, to: string, now: Date): DateRange {
  const range = { from, to };
  if (from < CALENDAR_RANGE.first) range.from = CALENDAR_RANGE.first;
  const present = presentSession(now);
  if (to > present) range.to = present;
  return range;
}
