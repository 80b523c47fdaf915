import type { ColumnMapping } from "../column-mapping.ts";
import { columnsOf, placesOf } from "../column-mapping.ts";
import type { CsvHeader } from "../csv-header.ts";
import { type CsvRecord, DELIMITERS, type Delimiter, readHeaderRecord } from "../csv-records.ts";
import { type CsvSource, isBlankOrComment } from "../csv-source.ts";
import { brokerOf } from "./brokers.ts";
import { columnsByContent } from "./guess-columns.ts";
import { fieldsByName, type SourceField } from "./source-fields.ts";

/** How a file is laid out, and which of its columns are taken as what. */
export interface FileLayout {
  /** The template's header, a broker's, one a person has assigned, or names and cells that only seem to mean something. */
  readonly kind: "template" | "broker" | "assigned" | "guessed";
  /** Whose export it is, where that is known. */
  readonly broker: string | null;
  /** The cells of the header; of a file without one "Column 1" and so on. */
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping;
}

/** A layout, and where its records begin. */
export interface FoundLayout {
  readonly layout: FileLayout;
  readonly delimiter: Delimiter;
  /** Index of the first line after the header. */
  readonly nextLine: number;
}

/** A broker's header stands below titles, or below other parts of a statement. */
const BROKER_LINES = 20_000;
const GUESSED_LINES = 60;
const LEAST_GUESSED = 2;

/** The layout that a person has assigned; null where there is no such line, or no such column in it. */
export function assignedLayout(source: CsvSource, mapping: ColumnMapping): FoundLayout | null {
  const first = source.lines.findIndex((line) => !isBlankOrComment(line));
  const found = widestRecord(source, mapping.headerRow === null ? first : mapping.headerRow - 1);
  if (!found || (mapping.headerRow !== null && found.record.row !== mapping.headerRow)) return null;
  const { record, delimiter } = found;
  const headers = mapping.headerRow === null ? record.cells.map((_, index) => `Column ${index + 1}`) : record.cells;
  if ([...placesOf(mapping).values()].some((index) => index >= headers.length)) return null;
  const broker = brokerOf(headers)?.broker.name ?? null;
  const nextLine = mapping.headerRow === null ? record.row - 1 : record.lastRow;
  return { layout: { kind: "assigned", broker, headers, mapping }, delimiter, nextLine };
}

/** The layout of a broker's export, by its header; null for a file that has none. */
export function brokerLayout(source: CsvSource): FoundLayout | null {
  const last = Math.min(source.lines.length, BROKER_LINES);
  for (let at = 0; at < last; at++) {
    const line = source.lines[at] ?? "";
    if (!mayBeBrokers(line)) continue;
    for (const { record, delimiter } of recordsAt(source, at)) {
      const known = brokerOf(record.cells);
      if (known) return { ...foundAt(record, known.columns, "broker", known.broker.name), delimiter };
    }
  }
  return null;
}

/** Whether the cells of a line, roughly cut, have a broker's names: reading every line properly would take seconds. */
function mayBeBrokers(line: string): boolean {
  if (!/symbol|financial instrument/i.test(line)) return false;
  return DELIMITERS.some((delimiter) => {
    const cells = line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ""));
    return cells.length > 1 && brokerOf(cells) !== null;
  });
}

/** What the columns of any other file may be, by its names or, without names, by the cells of its first row. */
export function guessedLayout(source: CsvSource): FoundLayout | null {
  const lines = source.lines.slice(0, GUESSED_LINES).flatMap((line, at) => (isBlankOrComment(line) ? [] : [at]));
  let best: FoundLayout | null = null;
  let most = LEAST_GUESSED - 1;
  for (const { record, delimiter } of lines.flatMap((at) => recordsAt(source, at))) {
    const fields = fieldsByName(record.cells);
    if (fields.size <= most || !(fields.has("Symbol") || fields.has("Quantity"))) continue;
    most = fields.size;
    best = { ...foundAt(record, fields, "guessed", null), delimiter };
  }
  return best ?? layoutByContent(source, lines[0]);
}

/** The template's own header as a layout. */
export function templateLayout({ row, cells, positions }: CsvHeader): FileLayout {
  const mapping = { headerRow: row, columns: Object.fromEntries(positions) };
  return { kind: "template", broker: null, headers: cells, mapping };
}

function foundAt(
  record: CsvRecord,
  columns: ReadonlyMap<SourceField, number>,
  kind: FileLayout["kind"],
  broker: string | null,
): Omit<FoundLayout, "delimiter"> {
  const mapping = { headerRow: record.row, columns: columnsOf(columns) };
  return { layout: { kind, broker, headers: record.cells, mapping }, nextLine: record.lastRow };
}

function layoutByContent(source: CsvSource, first: number | undefined): FoundLayout | null {
  const found = first === undefined ? null : widestRecord(source, first);
  if (!found) return null;
  const { record, delimiter } = found;
  const columns = columnsByContent(record.cells);
  if (columns.size === 0) return { ...foundAt(record, columns, "guessed", null), delimiter };
  const headers = record.cells.map((_, index) => `Column ${index + 1}`);
  const mapping = { headerRow: null, columns: columnsOf(columns) };
  return { layout: { kind: "guessed", broker: null, headers, mapping }, delimiter, nextLine: record.row - 1 };
}

/** The record at a line by each separator that stands in it. */
function recordsAt(source: CsvSource, at: number): { record: CsvRecord; delimiter: Delimiter }[] {
  return DELIMITERS.flatMap((delimiter) => {
    if (!source.lines[at]?.includes(delimiter)) return [];
    const record = readHeaderRecord(source, at, delimiter);
    return record ? [{ record, delimiter }] : [];
  });
}

/** The record at a line by the separator that makes the most cells of it. */
function widestRecord(source: CsvSource, at: number): { record: CsvRecord; delimiter: Delimiter } | undefined {
  return recordsAt(source, at).toSorted((a, b) => b.record.cells.length - a.record.cells.length)[0];
}
