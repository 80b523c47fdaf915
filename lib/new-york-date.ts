const NEW_YORK = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" });

/** The day it is in New York at an instant, YYYY-MM-DD. */
export function newYorkDate(now: Date): string {
  return NEW_YORK.format(now);
}
