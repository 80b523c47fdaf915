import type { DateRange } from "../coverage.ts";
import { CALENDAR_RANGE, presentSession } from "../nyse-calendar.ts";

/**
 * The part of a range that the calendar knows and whose sessions have ended: no price of an unfinished one is asked for.
 * Nothing lies in it where its `from` is after its `to`.
 */
export function settledRange(from: string, to: string, now: Date): DateRange {
  const present = presentSession(now);
  return { from: from < CALENDAR_RANGE.first ? CALENDAR_RANGE.first : from, to: to > present ? present : to };
}
