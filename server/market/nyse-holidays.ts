import { Temporal } from "temporal-polyfill";

const MONDAY = 1;
const THURSDAY = 4;
const FRIDAY = 5;
const SATURDAY = 6;
const SUNDAY = 7;

/** Weekdays without a session for a reason no rule foresees: mourning, attack, storm. */
const SPECIAL_CLOSURES = [
  "1994-04-27",
  "2001-09-11",
  "2001-09-12",
  "2001-09-13",
  "2001-09-14",
  "2004-06-11",
  "2007-01-02",
  "2012-10-29",
  "2012-10-30",
  "2018-12-05",
  "2025-01-09",
];

/** Early closes no rule covers, with the New York time of the close. */
const SPECIAL_EARLY_CLOSES: ReadonlyMap<string, string> = new Map([
  ["1990-12-24", "14:00"],
  ["1991-12-24", "14:00"],
  ["1992-11-27", "14:00"],
  ["1992-12-24", "14:00"],
  ["1994-02-11", "14:30"],
  ["1996-01-08", "14:00"],
  ["1997-10-27", "15:30"],
  ["1997-12-26", "13:00"],
  ["2003-12-26", "13:00"],
  ["2005-06-01", "15:56"],
]);

const day = (year: number, month: number, dayOfMonth: number) =>
  Temporal.PlainDate.from({ year, month, day: dayOfMonth });

/** The n-th given weekday of a month, n from 1. */
function nth(n: number, weekday: number, year: number, month: number): Temporal.PlainDate {
  const first = day(year, month, 1);
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (n - 1) });
}

function lastMonday(year: number, month: number): Temporal.PlainDate {
  const last = day(year, month, 1).add({ months: 1 }).subtract({ days: 1 });
  return last.subtract({ days: (last.dayOfWeek - MONDAY + 7) % 7 });
}

/** Saturday's holiday is kept on Friday, Sunday's on Monday. */
function observed(date: Temporal.PlainDate): Temporal.PlainDate {
  if (date.dayOfWeek === SATURDAY) return date.subtract({ days: 1 });
  return date.dayOfWeek === SUNDAY ? date.add({ days: 1 }) : date;
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leaps = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - ((year % 100) % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * shift + 114;
  return day(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/**
 * Closed weekdays of a year as ISO dates: NYSE Rule 7.2 and the exchange's unscheduled closures. New Year's Day on a
 * Saturday is not made up for, since Friday then ends the accounting year. Right from 1986 on; a coming unscheduled
 * closure is not known.
 */
export function nyseClosures(year: number): ReadonlySet<string> {
  const newYear = day(year, 1, 1);
  const holidays = [
    ...(newYear.dayOfWeek === SATURDAY ? [] : [observed(newYear)]),
    ...(year >= 1998 ? [nth(3, MONDAY, year, 1)] : []),
    nth(3, MONDAY, year, 2),
    easter(year).subtract({ days: 2 }),
    lastMonday(year, 5),
    ...(year >= 2022 ? [observed(day(year, 6, 19))] : []),
    observed(day(year, 7, 4)),
    nth(1, MONDAY, year, 9),
    nth(4, THURSDAY, year, 11),
    observed(day(year, 12, 25)),
  ];
  const special = SPECIAL_CLOSURES.filter((date) => date.startsWith(`${year}-`));
  return new Set([...holidays.map(String), ...special]);
}

function independenceEarlyClose(year: number): Temporal.PlainDate | null {
  const eve = day(year, 7, 3);
  if (eve.dayOfWeek > THURSDAY || year < 1995) return null;
  if (eve.dayOfWeek !== 3 || year >= 2013) return eve;
  // Until 2012 a Thursday holiday shortened the Friday after it instead of the Wednesday before.
  return year >= 1996 ? day(year, 7, 5) : null;
}

/** Sessions of a year that end before 16:00, with the New York time of the close ("13:00"). Right from 1990 on. */
export function nyseEarlyCloses(year: number): ReadonlyMap<string, string> {
  const christmasEve = day(year, 12, 24);
  const rule = [
    independenceEarlyClose(year),
    year >= 1993 ? nth(4, THURSDAY, year, 11).add({ days: 1 }) : null,
    year >= 1996 && christmasEve.dayOfWeek < FRIDAY ? christmasEve : null,
  ];
  const closes = new Map([...SPECIAL_EARLY_CLOSES].filter(([date]) => date.startsWith(`${year}-`)));
  for (const date of rule) if (date) closes.set(date.toString(), "13:00");
  return closes;
}
