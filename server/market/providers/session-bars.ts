import { type CloseFault, closeFault } from "#lib/price-files/close-fault.ts";
import { NO_SESSION } from "#lib/price-files/date-rule.ts";
import { type DateRange, isWithin } from "../coverage.ts";
import { CALENDAR_RANGE, isSession } from "../nyse-calendar.ts";
import type { Bar, RejectedCell } from "../price-source.ts";

/** A row of a provider's price table: whatever is in its cells. */
export interface PriceCells {
  readonly date: string;
  readonly open: unknown;
  readonly high: unknown;
  readonly low: unknown;
  readonly close: unknown;
  readonly volume: unknown;
}

/** The sessions of a price table: bars ascending, one a session, and the cells that are no price. */
export interface SessionBars {
  readonly bars: Bar[];
  readonly rejected: RejectedCell[];
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Exchange rates go on at weekends and other exchanges keep other holidays; prices are kept for sessions of the NYSE. */
const isKept = (date: string, range: DateRange) => isWithinCalendar(date, range) && isSession(date);

const isWithinCalendar = (date: string, range: DateRange) =>
  ISO_DATE.test(date) && isWithin(date, range) && date >= CALENDAR_RANGE.first && date <= CALENDAR_RANGE.last;

function cellFault(value: unknown, least: "positive" | "zero"): string | null {
  if (value === null || value === undefined) return "empty";
  if (typeof value !== "number" || !Number.isFinite(value)) return "not a number";
  if (value < 0 || (value === 0 && least === "positive")) return least === "zero" ? "negative" : "not a positive price";
  return null;
}

const faultOf = (value: unknown): CloseFault => closeFault(typeof value === "number" ? value : Number.NaN);

const LONGEST_CELL = 50;

/** A cell as it was sent. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, LONGEST_CELL);
}

/** Reads the cells of one row; the close alone decides whether there is a bar. */
function barOf(row: PriceCells, rejected: RejectedCell[]): Bar | null {
  const cell = (name: "open" | "high" | "low" | "close" | "volume"): number | null => {
    const value = row[name];
    const fault = cellFault(value, name === "volume" ? "zero" : "positive");
    if (fault === null) return Number(value);
    if (fault !== "empty" || name === "close") {
      const found = { date: row.date, value: textOf(value), place: name, reason: fault };
      rejected.push(fault === "empty" || name !== "close" ? found : { ...found, fault: faultOf(value) });
    }
    return null;
  };
  const close = cell("close");
  return close === null
    ? null
    : { date: row.date, open: cell("open"), high: cell("high"), low: cell("low"), close, volume: cell("volume") };
}

/** Of a listing, whether its exchange keeps the calendar of New York. */
export interface Calendar {
  readonly listedInNewYork: boolean;
}

/**
 * Reads the rows of the sessions from `from` to `to`, in any order. Different prices of one session are all refused. Where
 * the calendar is the listing's own, a price outside it is an error that is named; elsewhere it is another exchange's day.
 */
export function sessionBars(
  rows: readonly PriceCells[],
  { from, to }: DateRange,
  { listedInNewYork }: Calendar,
): SessionBars {
  const rejected: RejectedCell[] = listedInNewYork ? strays(rows, { from, to }) : [];
  const read = rows
    .filter(({ date }) => isKept(date, { from, to }))
    .flatMap((row) => barOf(row, rejected) ?? [])
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const bars: Bar[] = [];
  for (const [date, [bar, ...others]] of Map.groupBy(read, (each) => each.date)) {
    if (!bar) continue;
    const closes = [...new Set([bar, ...others].map(({ close }) => close))];
    if (closes.length === 1) bars.push(bar);
    else rejected.push(repeatedDate(date, closes));
  }
  return { bars, rejected };
}

function strays(rows: readonly PriceCells[], range: DateRange): RejectedCell[] {
  const found = rows.filter(({ date }) => isWithinCalendar(date, range) && !isSession(date));
  return found.flatMap(({ date, close }) => {
    if (cellFault(close, "positive") !== null) return [];
    const fault = { rule: "out-of-session" as const, close: Number(close) };
    return [{ date, value: textOf(close), place: "date", reason: NO_SESSION, fault }];
  });
}

function repeatedDate(date: string, closes: readonly number[]): RejectedCell {
  const fault: CloseFault = { rule: "duplicate", close: closes[0] ?? null };
  return { date, value: closes.join(", "), place: "date", reason: "the date occurs more than once", fault };
}
