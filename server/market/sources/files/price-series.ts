import { CALENDAR_RANGE, isSession } from "../../nyse-calendar.ts";
import type { Bar, RejectedCell } from "../../price-source.ts";
import { priceCell } from "./price-cell.ts";
import type { PriceLayout, SymbolColumns } from "./price-layout.ts";

/** One symbol's prices of one file: bars ascending, one a session, and the cells that are no price. */
export interface PriceSeries {
  bars: Bar[];
  rejected: RejectedCell[];
}

/** A record of the file with its physical line number, cells trimmed. */
export interface PriceRow {
  line: number;
  cells: readonly string[];
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

function dateProblem(date: string): string | null {
  if (!ISO_DATE.test(date)) return "not a date (YYYY-MM-DD)";
  if (date < CALENDAR_RANGE.first || date > CALENDAR_RANGE.last) return "outside the calendar's years";
  return isSession(date) ? null : "not a trading session";
}

/** Reads one symbol's cells of one row; collects what it refuses. */
class RowReader {
  readonly rejected: RejectedCell[] = [];
  readonly #row: PriceRow;
  readonly #layout: PriceLayout;

  constructor(layout: PriceLayout, row: PriceRow) {
    this.#layout = layout;
    this.#row = row;
  }

  get date(): string {
    return this.text(this.#layout.date);
  }

  text(column: number): string {
    return this.#row.cells[column] ?? "";
  }

  refuse(column: number, reason: string): null {
    const place = `line ${this.#row.line}, column ${this.#layout.header[column] ?? column + 1}`;
    this.rejected.push({ date: this.date, value: this.text(column), place, reason });
    return null;
  }

  number(column: number | null, zero = false): number | null {
    if (column === null) return null;
    const cell = priceCell(this.text(column), zero);
    return "reason" in cell ? this.refuse(column, cell.reason) : cell.value;
  }
}

/**
 * The bar of one row, or null where there is no usable close. With an adjusted close the whole bar is brought onto its
 * basis: open, high and low times adjusted / close; volume stays as it is.
 */
function barOf(reader: RowReader, columns: SymbolColumns): Bar | null {
  const traded = reader.number(columns.close);
  const close = columns.adjusted === null ? traded : reader.number(columns.adjusted);
  if (close === null) {
    const unadjusted = columns.adjusted !== null && reader.text(columns.adjusted) === "" && traded !== null;
    return unadjusted ? reader.refuse(columns.close, "no adjusted close beside it") : null;
  }
  const ratio = traded === null ? null : close / traded;
  const scaled = (column: number | null) => {
    const price = reader.number(column);
    return price === null || ratio === null ? null : price * ratio;
  };
  return {
    date: reader.date,
    open: scaled(columns.open),
    high: scaled(columns.high),
    low: scaled(columns.low),
    close,
    volume: reader.number(columns.volume, true),
  };
}

function repeatedDates(bars: readonly Bar[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { date } of bars) (seen.has(date) ? repeated : seen).add(date);
  return repeated;
}

/** Two prices for one session contradict each other, so neither is used. */
function withoutRepeats(series: PriceSeries): PriceSeries {
  const repeated = repeatedDates(series.bars);
  const rejected = series.rejected;
  for (const { date, close } of series.bars) {
    if (repeated.has(date)) {
      rejected.push({ date, value: String(close), place: `date ${date}`, reason: "the date occurs more than once" });
    }
  }
  const bars = series.bars.filter(({ date }) => !repeated.has(date));
  return { bars: bars.sort((a, b) => (a.date < b.date ? -1 : 1)), rejected };
}

/** Reads one symbol's series from the rows of its file; no cell that is not a price of a session becomes a bar. */
export function priceSeries(layout: PriceLayout, columns: SymbolColumns, rows: readonly PriceRow[]): PriceSeries {
  const series: PriceSeries = { bars: [], rejected: [] };
  for (const row of rows) {
    const reader = new RowReader(layout, row);
    if (reader.text(columns.close) === "" && (columns.adjusted === null || reader.text(columns.adjusted) === ""))
      continue;
    const problem = dateProblem(reader.date);
    const bar = problem ? reader.refuse(columns.close, problem) : barOf(reader, columns);
    if (bar) series.bars.push(bar);
    series.rejected.push(...reader.rejected);
  }
  return withoutRepeats(series);
}
