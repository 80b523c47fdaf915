import { type CloseFault, closeFault } from "./close-fault.ts";
import { NO_SESSION } from "./date-rule.ts";
import { priceCell } from "./price-cell.ts";
import type { PriceLayout, SymbolColumns } from "./price-layout.ts";
import type { PriceRow } from "./price-rows.ts";

/** One session's prices of a file, > 0; those it lacks are null. */
export interface FileBar {
  date: string;
  open: number | null;
  high: number | null;
  low: number | null;
  close: number;
  volume: number | null;
}

/** A cell that is no price: its text as found, where it stands, and why. */
export interface RefusedCell {
  date: string;
  value: string;
  place: string;
  reason: string;
  /** Absent of cells that are no close of a date. */
  fault?: CloseFault;
}

/** One symbol's prices of one file: bars ascending, one a session, and the cells that are no price. */
export interface PriceSeries {
  readonly bars: FileBar[];
  readonly rejected: RefusedCell[];
}

/** Why a text is no date that can have a price; null when it is one. */
export type DateRule = (date: string) => string | null;

/** A row with its date, and why there can be no price on it. */
export interface DatedRow extends PriceRow {
  readonly date: string;
  readonly fault: string | null;
}

/** The rows below the header, each date looked at once however many symbols there are. */
export function datedRows({ date: column }: PriceLayout, rows: readonly PriceRow[], rule: DateRule): DatedRow[] {
  return rows.slice(1).map(({ line, cells }) => {
    const date = cells[column] ?? "";
    return { line, cells, date, fault: rule(date) };
  });
}

/** Reads one symbol's cells of one row; collects what it refuses. */
class RowReader {
  readonly #rejected: RefusedCell[];
  readonly #row: DatedRow;
  readonly #layout: PriceLayout;

  constructor(layout: PriceLayout, row: DatedRow, rejected: RefusedCell[]) {
    this.#layout = layout;
    this.#row = row;
    this.#rejected = rejected;
  }

  get date(): string {
    return this.#row.date;
  }

  text(column: number): string {
    return this.#row.cells[column] ?? "";
  }

  refuse(column: number, reason: string, fault: CloseFault | null = null): null {
    const place = `line ${this.#row.line}, column ${this.#layout.header[column] ?? column + 1}`;
    const refused = { date: this.date, value: this.text(column), place, reason };
    this.#rejected.push(fault ? { ...refused, fault } : refused);
    return null;
  }

  close(column: number): number | null {
    const cell = priceCell(this.text(column), false);
    if (!("reason" in cell)) return cell.value;
    return this.refuse(column, cell.reason, closeFault(Number(this.text(column))));
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
function barOf(reader: RowReader, columns: SymbolColumns): FileBar | null {
  const traded = reader.close(columns.close);
  const close = columns.adjusted === null ? traded : reader.close(columns.adjusted);
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

/** Different prices of one session contradict each other, so none of them is used. */
function withoutRepeats(series: PriceSeries): PriceSeries {
  const rejected = series.rejected;
  const read = series.bars.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const bars: FileBar[] = [];
  for (const [date, ofDate] of Map.groupBy(read, (bar) => bar.date)) {
    const [first] = ofDate;
    if (!first) continue;
    if (ofDate.every(({ close }) => close === first.close)) bars.push(first);
    else rejected.push(...ofDate.map((bar) => repeatedDate(date, bar, ofDate)));
  }
  return { bars, rejected };
}

function repeatedDate(date: string, { close }: FileBar, ofDate: readonly FileBar[]): RefusedCell {
  const closes = [...new Set(ofDate.map((bar) => bar.close))];
  const fault: CloseFault = { rule: "duplicate", close: closes[0] ?? null };
  const reason = `the date occurs more than once, with ${closes.map(String).join(" and ")}`;
  return { date, value: String(close), place: `date ${date}`, reason, fault };
}

/** Whether a row says nothing of a symbol. */
export function isEmptyFor({ close, adjusted }: SymbolColumns, { cells }: PriceRow): boolean {
  return !cells[close] && (adjusted === null || !cells[adjusted]);
}

/** The close of a day on which nobody trades; null where the date is none at all. */
function strayClose({ fault, cells }: DatedRow, { close }: SymbolColumns): CloseFault | null {
  const value = Number(cells[close]);
  return fault === NO_SESSION ? { rule: "out-of-session", close: Number.isFinite(value) ? value : null } : null;
}

/** Reads one symbol's series from the rows of its file; no cell that is not a price of a session becomes a bar. */
export function priceSeries(layout: PriceLayout, columns: SymbolColumns, rows: readonly DatedRow[]): PriceSeries {
  const series: PriceSeries = { bars: [], rejected: [] };
  for (const row of rows) {
    if (isEmptyFor(columns, row)) continue;
    const reader = new RowReader(layout, row, series.rejected);
    const bar =
      row.fault === null ? barOf(reader, columns) : reader.refuse(columns.close, row.fault, strayClose(row, columns));
    if (bar) series.bars.push(bar);
  }
  return withoutRepeats(series);
}
