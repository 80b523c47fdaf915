import { isoDate } from "./epoch-day.ts";

export const RETURN_PERIODS = ["1d", "1w", "mtd", "1m", "3m", "ytd", "1y"] as const;
export type ReturnPeriod = (typeof RETURN_PERIODS)[number];

/**
 * The calendar day a period's return is measured from, as an epoch day: the day before; a week before; the last day of
 * the previous month or year; the same day one, three or twelve months before (the month's last day where it is shorter).
 */
export function referenceDay(asOf: number, period: ReturnPeriod): number {
  const [year = 0, month = 0, date = 0] = isoDate(asOf).split("-").map(Number);
  switch (period) {
    case "1d":
      return asOf - 1;
    case "1w":
      return asOf - 7;
    case "mtd":
      return dayOf(year, month, 0);
    case "ytd":
      return dayOf(year, 1, 0);
    case "1m":
      return sameDayOf(year, month - 1, date);
    case "3m":
      return sameDayOf(year, month - 3, date);
    case "1y":
      return sameDayOf(year - 1, month, date);
  }
}

/** Day 0 is the last day of the month before; months count on past the year's ends. */
function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / 86_400_000;
}

function sameDayOf(year: number, month: number, date: number): number {
  return Math.min(dayOf(year, month, date), dayOf(year, month + 1, 0));
}
