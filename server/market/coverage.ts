import { addSessions, sessionsBetween } from "./nyse-calendar.ts";

/** Inclusive ISO dates; nothing lies in it where `from` is after `to`. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const isEmpty = ({ from, to }: DateRange) => from > to || sessionsBetween(from, to).length === 0;
const later = (a: string, b: string) => (a < b ? b : a);
const earlier = (a: string, b: string) => (a < b ? a : b);
const dayAfter = (date: string) => shiftedDate(date, 1);
const dayBefore = (date: string) => shiftedDate(date, -1);

/** The ISO date so many calendar days later, earlier when negative. */
export function shiftedDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

export const isWithin = (date: string, { from, to }: DateRange): boolean => from <= date && date <= to;

/** The parts of `needed` that hold a session and lie in none of the covered ranges, ascending. */
export function missingRanges(needed: DateRange, covered: readonly DateRange[]): DateRange[] {
  let open = [needed];
  for (const range of covered) open = open.flatMap((part) => without(part, range));
  return open.filter((part) => !isEmpty(part));
}

function without(part: DateRange, range: DateRange): DateRange[] {
  if (range.to < part.from || range.from > part.to) return [part];
  const before = { from: part.from, to: dayBefore(range.from) };
  const after = { from: dayAfter(range.to), to: part.to };
  return [before, after].filter(({ from, to }) => from <= to);
}

/** Disjoint ascending ranges that cover the same sessions; ranges with no session between them are joined. */
export function joinedRanges(ranges: readonly DateRange[]): DateRange[] {
  const joined: DateRange[] = [];
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (last && range.from <= addSessions(dayAfter(last.to), 0)) {
      joined[joined.length - 1] = { from: last.from, to: later(range.to, last.to) };
    } else joined.push(range);
  }
  return joined;
}

const OVERLAP_DAYS = 30;

/**
 * What to ask a source for where a range is missing: 30 calendar days before it too, as far as they are covered, so that
 * what the source has changed since shows.
 */
export function withOverlap(missing: DateRange, covered: readonly DateRange[]): DateRange {
  const from = shiftedDate(missing.from, -OVERLAP_DAYS);
  const before = covered.filter((range) => range.to < missing.from && range.to >= from);
  const last = before.toSorted((a, b) => (a.to < b.to ? -1 : 1)).at(-1);
  return last ? { from: later(from, last.from), to: missing.to } : missing;
}

/** So long a source may take to publish a session. */
export const SETTLING_DAYS = 7;

/**
 * What an answer settles of the range asked: all of it, but of the last seven days only what lies before the newest bar,
 * since a source may publish the rest late. Null where it settles nothing.
 */
export function settledPart(asked: DateRange, newestBar: string | null, now: Date): DateRange | null {
  const settled = shiftedDate(now.toISOString().slice(0, 10), -SETTLING_DAYS);
  const to = earlier(asked.to, newestBar === null ? settled : later(settled, newestBar));
  return to >= asked.from ? { from: asked.from, to } : null;
}
