import { Temporal } from "temporal-polyfill";
import { required } from "#lib/assert.ts";
import { datesBefore, datesThrough } from "./dates-before.ts";
import { nyseClosures, nyseEarlyCloses } from "./nyse-holidays.ts";

const NEW_YORK = "America/New_York";
const FIRST_YEAR = 1986;
const LAST_YEAR = 2199;

/** By then a session's closing prices are settled; early closes are judged by the same time. */
const SETTLED = Temporal.PlainTime.from("16:30");

/** The dates this calendar knows: earlier closures follow other rules. */
export const CALENDAR_RANGE = { first: `${FIRST_YEAR}-01-01`, last: `${LAST_YEAR}-12-31` };

interface CalendarYear {
  sessions: readonly string[];
  isSession: ReadonlySet<string>;
  earlyCloses: ReadonlyMap<string, string>;
}

const years = new Map<number, CalendarYear>();

function buildYear(year: number): CalendarYear {
  const closures = nyseClosures(year);
  const sessions: string[] = [];
  for (let day = Temporal.PlainDate.from({ year, month: 1, day: 1 }); day.year === year; day = day.add({ days: 1 })) {
    if (day.dayOfWeek <= 5 && !closures.has(day.toString())) sessions.push(day.toString());
  }
  return { sessions, isSession: new Set(sessions), earlyCloses: nyseEarlyCloses(year) };
}

function calendarYear(year: number): CalendarYear {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
    throw new RangeError(`the NYSE calendar covers ${FIRST_YEAR} to ${LAST_YEAR}, not ${year}`);
  }
  let built = years.get(year);
  if (!built) {
    built = buildYear(year);
    years.set(year, built);
  }
  return built;
}

const yearOf = (date: string) => Number(date.slice(0, 4));

/** Whether the NYSE trades on `date`. RangeError outside 1986–2199, here and below. */
export function isSession(date: string): boolean {
  return calendarYear(yearOf(date)).isSession.has(date);
}

/** New York time at which a shortened session ends ("13:00"); null for full sessions and closed days. */
export function earlyClose(date: string): string | null {
  return calendarYear(yearOf(date)).earlyCloses.get(date) ?? null;
}

/** Sessions s with from ≤ s ≤ to, ascending; empty when from > to. */
export function sessionsBetween(from: string, to: string): string[] {
  const found: string[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    const { sessions } = calendarYear(year);
    const start = year === yearOf(from) ? datesBefore(sessions, from) : 0;
    const end = year === yearOf(to) ? datesThrough(sessions, to) : sessions.length;
    for (let index = start; index < end; index++) found.push(required(sessions[index], "session"));
  }
  return found;
}

/** The first session on or after `date`. */
export function sessionOnOrAfter(date: string): string {
  const { sessions } = calendarYear(yearOf(date));
  return sessions[datesBefore(sessions, date)] ?? required(calendarYear(yearOf(date) + 1).sessions[0], "session");
}

/** The last session on or before `date`. */
export function sessionOnOrBefore(date: string): string {
  const { sessions } = calendarYear(yearOf(date));
  return (
    sessions[datesThrough(sessions, date) - 1] ?? required(calendarYear(yearOf(date) - 1).sessions.at(-1), "session")
  );
}

/** The session `count` sessions after `date`, before it when negative; a closed `date` counts as the session after it. */
export function addSessions(date: string, count: number): string {
  const start = sessionOnOrAfter(date);
  let year = yearOf(start);
  let { sessions } = calendarYear(year);
  let index = datesBefore(sessions, start) + count;
  while (index < 0) {
    sessions = calendarYear(--year).sessions;
    index += sessions.length;
  }
  while (index >= sessions.length) {
    index -= sessions.length;
    sessions = calendarYear(++year).sessions;
  }
  return required(sessions[index], "session");
}

/** The last session that is past 16:30 New York time at `now`. */
export function presentSession(now: Date): string {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(NEW_YORK);
  const settled = Temporal.PlainTime.compare(here.toPlainTime(), SETTLED) >= 0;
  const day = here.toPlainDate();
  return sessionOnOrBefore((settled ? day : day.subtract({ days: 1 })).toString());
}
