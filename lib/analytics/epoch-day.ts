const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO date (yyyy-mm-dd), free of time zones. Throws RangeError on anything else. */
export function epochDay(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
  if (date.length !== 10 || !Number.isInteger(day)) throw new RangeError(`not an ISO date: ${date}`);
  return day;
}

/** {@link epochDay} of every date, in order: the time axis every windowed function here takes. */
export function epochDays(dates: readonly string[]): Int32Array {
  return Int32Array.from(dates, epochDay);
}

/** The ISO date of an epoch day. */
export function isoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}
