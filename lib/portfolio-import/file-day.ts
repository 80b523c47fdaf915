import { EARLIEST_DATE } from "./calendar-date.ts";

/** Whether a day can be that of a file of positions. */
export function isFileDay(day: string, today: string): boolean {
  return day >= EARLIEST_DATE && day <= today;
}

/** The day of a file: as it states, where that can be; else today. */
export function fileDay(stated: string | null, today: string): string {
  return stated !== null && isFileDay(stated, today) ? stated : today;
}
