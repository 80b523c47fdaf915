import { addSessions, sessionsBetween } from "./nyse-calendar.ts";

/** Inclusive ISO dates. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const isEmpty = ({ from, to }: DateRange) => from > to || sessionsBetween(from, to).length === 0;
const later = (a: string, b: string) => (a < b ? b : a);
const dayAfter = (date: string) => shifted(date, 1);
const dayBefore = (date: string) => shifted(date, -1);

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

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

const SETTLING_DAYS = 7;

/**
 * What an answer settles of the range asked: all of it, but in the last seven days only up to the newest bar, since a
 * source may publish the rest late. Null where it settles nothing.
 */
export function settledRange(asked: DateRange, newestBar: string | null, now: Date): DateRange | null {
  const recent = asked.to > shifted(now.toISOString().slice(0, 10), -SETTLING_DAYS);
  if (!recent) return asked;
  return newestBar !== null && newestBar >= asked.from ? { from: asked.from, to: newestBar } : null;
}
