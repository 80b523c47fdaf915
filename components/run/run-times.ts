import type { RunState } from "#lib/run/state.ts";

/** Writes days and times of day of one time zone. */
interface Clock {
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}

function clockOf(locale: string, timeZone: string | undefined): Clock {
  const zone = timeZone === undefined ? {} : { timeZone };
  return {
    day: new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...zone }),
    time: new Intl.DateTimeFormat(locale, { timeStyle: "medium", hourCycle: "h23", ...zone }),
  };
}

/**
 * When an ended run began and ended, "Nov 27, 2026, 10:06:36 to 10:06:39"; the second day is named where it is another.
 * In UTC unless told; `undefined` is the reader's own zone. Null while a run goes on.
 */
export function runTimes(
  { startedAt, endedAt }: Pick<RunState, "startedAt" | "endedAt">,
  locale: string,
  timeZone: string | undefined = "UTC",
): string | null {
  if (endedAt === null) return null;
  const { day, time } = clockOf(locale, timeZone);
  const at = (iso: string) => ({ day: day.format(new Date(iso)), time: time.format(new Date(iso)) });
  const end = at(endedAt);
  if (startedAt === null) return `${end.day}, ${end.time}`;
  const start = at(startedAt);
  return `${start.day}, ${start.time} to ${start.day === end.day ? end.time : `${end.day}, ${end.time}`}`;
}
