import { dateFault, NO_SESSION } from "#lib/price-files/date-rule.ts";
import { CALENDAR_RANGE, isSession } from "../../nyse-calendar.ts";

/** Why a text is no trading session of the NYSE; null when it is one. */
export function sessionRule(date: string): string | null {
  const fault = dateFault(date);
  if (fault !== null) return fault;
  if (date < CALENDAR_RANGE.first || date > CALENDAR_RANGE.last) return "outside the calendar's years";
  return isSession(date) ? null : NO_SESSION;
}
