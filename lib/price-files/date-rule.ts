import { readDate } from "#lib/portfolio-import/calendar-date.ts";

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const MS_PER_DAY = 86_400_000;
/** 1970-01-01 was a Thursday; days of the week count from Sunday. */
const FIRST_WEEKDAY = 4;

export const NO_SESSION = "not a trading session";

/** Why a text is no date of the calendar, written as YYYY-MM-DD; null when it is one. */
export function dateFault(text: string): string | null {
  return ISO_DATE.test(text) && readDate(text) !== null ? null : "not a date (YYYY-MM-DD)";
}

/** As near as one comes to the exchange's calendar without having it: no session on a weekend. Holidays pass. */
export function weekdayRule(text: string): string | null {
  const fault = dateFault(text);
  if (fault !== null) return fault;
  const weekday = (((Date.parse(text) / MS_PER_DAY + FIRST_WEEKDAY) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6 ? NO_SESSION : null;
}
