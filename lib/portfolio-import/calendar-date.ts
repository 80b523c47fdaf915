/** The first session the product has a calendar for. */
export const EARLIEST_DATE = "1990-01-02";

/** YYYY-MM-DD for a real day of the calendar, else null. */
export function toIsoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** Reads YYYY-MM-DD or the US form M/D/YYYY; answers YYYY-MM-DD, or null when it is neither or no real day. */
export function readDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return toIsoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  return us ? toIsoDate(Number(us[3]), Number(us[1]), Number(us[2])) : null;
}
