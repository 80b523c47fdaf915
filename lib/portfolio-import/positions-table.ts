import { type ColumnMapping, placesOf } from "./column-mapping.ts";
import { COLUMNS, type PositionColumn } from "./columns.ts";
import { type Corrections, correctedLines } from "./corrections.ts";
import { type CsvHeader, readHeader } from "./csv-header.ts";
import { type CsvRecord, type MalformedLine, readHeaderRecord, readRecords } from "./csv-records.ts";
import { type CsvSource, isBlankOrComment, linesOf, sourceOf } from "./csv-source.ts";
import { type DecimalMark, type FileDecimals, readAmounts, type UnclearAmount } from "./decimal-marks.ts";
import { readExportRows } from "./exports/export-rows.ts";
import {
  assignedLayout,
  brokerLayout,
  type FileLayout,
  type FoundLayout,
  guessedLayout,
  templateLayout,
} from "./exports/find-layout.ts";
import { type PartsBeside, readPartsBeside } from "./exports/parts-beside.ts";
import { statedDate } from "./exports/stated-date.ts";
import { readFileText } from "./file-text.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { PreviewRow } from "./row-cells.ts";
import type { SkippedRow } from "./skipped-row.ts";
import { findSpreadsheetErrors } from "./spreadsheet-errors.ts";
import { splitTrailingTotals } from "./trailing-totals.ts";

/** The most positions one file may have. */
export const MAX_POSITIONS = 10_000;

/** Room for a broker's totals rows when the number of records read is bounded. */
const TOTALS_ALLOWANCE = 100;
/** A statement has more parts than its positions. */
const MOST_STATEMENT_RECORDS = 100_000;

export interface TableOptions {
  /** Which column is which field, where a person has said so; else the file's own header does. */
  mapping?: ColumnMapping | null;
  /** Lines put right before reading. */
  lines?: Corrections["lines"];
  /** What stands before the decimals, where a person has said so; else the file's own numbers tell. */
  decimalMark?: DecimalMark | null;
}

/** A positions file as rows of the twelve columns, before any of them is checked. */
export interface PositionsTable {
  /** Whether the file could be read at all, so that having no rows is a problem of its own. */
  isRead: boolean;
  /** Problems of the file as a whole and of its header. */
  problems: Problem[];
  /** Problems of lines that cannot be read as rows, or not as whole ones. */
  lineProblems: Problem[];
  skipped: SkippedRow[];
  rows: PreviewRow[];
  /** Numbers of the rows that could be read in two ways. */
  unclear: Problem[];
  decimals: FileDecimals;
  /** Required columns that the header lacks: a problem once, not once more in every row. */
  missing: PositionColumn[];
  /** How the file is laid out; null where it could not be made out. */
  layout: FileLayout | null;
  /** The accounts that the rows belong to, where the file says so. */
  accounts: readonly string[];
  /** What a share of each line's position was worth when the file was made, where it says so. */
  lastPrices: ReadonlyMap<number, string>;
  /** The day whose positions these are, as the file says; null where it does not. */
  statedDate: string | null;
}

/** A table of a file of which nothing is read. */
export const NOTHING: PositionsTable = {
  ...{ isRead: false, problems: [], lineProblems: [], skipped: [], rows: [], missing: [] },
  ...{ unclear: [], decimals: { mark: null, isOffered: false, marks: {} } },
  ...{ layout: null, accounts: [], lastPrices: new Map(), statedDate: null },
};

/** Reads a file into rows: the template's, a broker's export, or any other by a mapping. Never throws on what a file contains. */
export function readPositionsTable(
  input: Uint8Array | string,
  { mapping, lines, decimalMark: said = null }: TableOptions = {},
): PositionsTable {
  const file = readFileText(input);
  if ("problem" in file) return { ...NOTHING, problems: [file.problem] };
  const source = sourceOf(correctedLines(linesOf(file.text), { lines }));
  if (mapping) {
    const assigned = assignedLayout(source, mapping);
    return assigned ? exportTable(source, assigned, said) : { ...NOTHING, problems: [problemOf("ERR_CSV_009")] };
  }
  const { header, problems } = readHeader(source);
  if (header && isTemplate(header) && header.missing.length === 0) return templateTable(source, header, problems, said);
  const broker = brokerLayout(source);
  if (broker) return exportTable(source, broker, said);
  const guess = guessedLayout(source);
  if (header && (!guess || (isTemplate(header) && !hasMore(guess, header))))
    return templateTable(source, header, problems, said);
  if (!guess || Object.keys(guess.layout.mapping.columns).length < 2 || guess.layout.mapping.headerRow === null)
    return { ...NOTHING, problems, layout: guess?.layout ?? null };
  const table = exportTable(source, guess, said);
  return { ...table, problems: [problemOf("ERR_CSV_008"), ...table.problems] };
}

/** Whether a header is the template's, complete or not: names of its own, or none but its names. */
function isTemplate({ positions, unknown }: CsvHeader): boolean {
  const own: readonly PositionColumn[] = [
    "Entry Price Per Share",
    "Entry Date",
    "Investment Class",
    "Exit Price Per Share",
  ];
  return unknown.length === 0 || own.some((column) => positions.has(column));
}

/** Whether other words of a header seem to mean what it lacks of the template's. */
function hasMore({ layout: { mapping } }: FoundLayout, { row, missing }: CsvHeader): boolean {
  return mapping.headerRow === row && missing.some((column) => mapping.columns[column] !== undefined);
}

function templateTable(
  source: CsvSource,
  header: CsvHeader,
  headerProblems: Problem[],
  said: DecimalMark | null,
): PositionsTable {
  const limit = MAX_POSITIONS + TOTALS_ALLOWANCE;
  const { delimiter } = header;
  const { records: written, malformed } = readRecords(source, { from: header.nextLine, delimiter, limit });
  const { records, decimals, unclear } = readAmounts(written, { places: header.positions, delimiter, said });
  const { data, totals } = splitTrailingTotals(records, header);
  const layout = templateLayout(header);
  const lost = findSpreadsheetErrors(source.lines, header.nextLine, records);
  if (records.length === limit || data.length + lost.length > MAX_POSITIONS)
    return { ...NOTHING, layout, problems: [...headerProblems, problemOf("ERR_CSV_007")] };
  return {
    ...{ isRead: true, layout },
    problems: headerProblems,
    lineProblems: [
      ...malformedLines(source, malformed),
      ...lost,
      ...data.flatMap((record) => excessCells(record, header.width)),
    ],
    skipped: [
      ...header.unknown.map((name) => ({
        row: header.row,
        reason: `The column "${name}" is not one of the twelve and is not read`,
      })),
      ...totals.map(({ row }) => ({ row, reason: "Totals row" })),
    ],
    rows: data.map((record) => toPreview(record, header)),
    ...{ decimals, unclear: unclearProblems(unclear, data) },
    missing: header.missing,
    ...{ accounts: [], lastPrices: new Map(), statedDate: null },
  };
}

function exportTable(source: CsvSource, found: FoundLayout, said: DecimalMark | null): PositionsTable {
  const { layout, delimiter, nextLine: from } = found;
  const { mapping } = layout;
  const { records: written, malformed } = readRecords(source, { from, delimiter, limit: MOST_STATEMENT_RECORDS });
  const headers = mapping.headerRow === null ? [] : layout.headers;
  const places = placesOf(mapping);
  const { records, decimals, unclear } = readAmounts(written, { places, delimiter, said });
  const read = readExportRows(records, {
    headers,
    places,
    account: mapping.account ?? null,
    title: titleAbove(source, found),
  });
  const beside = readPartsBeside(source, found);
  const rows = byLine([...read.rows, ...beside.rows]);
  const problems = missingFields(mapping);
  if (rows.length > MAX_POSITIONS || records.length === MOST_STATEMENT_RECORDS)
    return { ...NOTHING, layout, problems: [...problems, problemOf("ERR_CSV_007")] };
  const width = layout.headers.findLastIndex((cell) => cell !== "") + 1;
  return {
    ...{ isRead: true, layout, problems, rows },
    accounts: [...new Set([...beside.accounts, ...read.accounts])],
    lastPrices: new Map([...beside.lastPrices, ...read.lastPrices]),
    statedDate: statedDate(source.lines, { headers, records, rows: new Set(rows.map(({ row }) => row)) }),
    ...{ decimals, unclear: unclearProblems(unclear, rows) },
    lineProblems: [
      ...malformedLines(source, malformed),
      ...findSpreadsheetErrors(source.lines, from, records),
      ...rows.flatMap(({ row }) => excessCells(read.records.get(row), width)),
    ],
    skipped: withBeside([...aboveHeader(source, mapping.headerRow), ...read.skipped], beside),
    missing: problems.flatMap(({ column }) => column ?? []),
  };
}

/** What is left out, where some of its lines were read as parts beside the table. */
function withBeside(skipped: readonly SkippedRow[], { rows, skipped: left }: PartsBeside): SkippedRow[] {
  const read = new Set([...rows, ...left].map(({ row }) => row));
  return read.size === 0 ? [...skipped] : byLine([...skipped.filter(({ row }) => !read.has(row)), ...left]);
}

function byLine<T extends { readonly row: number }>(lines: readonly T[]): T[] {
  return lines.toSorted((a, b) => a.row - b.row);
}

/** Without a symbol or a quantity there is no position; what else is missing is asked for in each row. */
function missingFields({ headerRow: row, columns }: ColumnMapping): Problem[] {
  const lacking = (["Symbol", "Quantity"] as const).filter(
    (field) => columns[field] === undefined && !(field === "Symbol" && columns["Underlying Symbol"] !== undefined),
  );
  return lacking.map((column) =>
    problemOf("ERR_CSV_004", { row, column, message: `No column of the file is taken as ${column}` }),
  );
}

/** What stands by itself in the last line above the header, such as the account of the rows below it. */
function titleAbove(source: CsvSource, { layout, delimiter }: FoundLayout): string | null {
  const at = source.lines
    .slice(0, (layout.mapping.headerRow ?? 1) - 1)
    .findLastIndex((line) => !isBlankOrComment(line));
  const [title, ...others] = (at < 0 ? null : readHeaderRecord(source, at, delimiter))?.cells.filter(Boolean) ?? [];
  return others.length === 0 ? (title ?? null) : null;
}

function aboveHeader({ lines }: CsvSource, headerRow: number | null): SkippedRow[] {
  const above = lines.slice(0, (headerRow ?? 1) - 1);
  return above.flatMap((line, index) =>
    isBlankOrComment(line) ? [] : [{ row: index + 1, reason: "Above the header" }],
  );
}

function unclearProblems(unclear: readonly UnclearAmount[], rows: readonly { row: number }[]): Problem[] {
  if (unclear.length === 0) return [];
  const taken = new Set(rows.map(({ row }) => row));
  return unclear.flatMap(({ row, field, text }) => {
    if (!taken.has(row)) return [];
    const column = COLUMNS.find((name) => name === field) ?? null;
    const message = `${field} “${text}” could be read in two ways`;
    return [problemOf("ERR_CSV_011", { row, column, value: text, ...(column === null ? { message } : {}) })];
  });
}

function malformedLines({ lines }: CsvSource, malformed: readonly MalformedLine[]): Problem[] {
  return malformed.map(({ row, message }) =>
    problemOf("ERR_CSV_006", { row, message, value: lines[row - 1]?.trim() ?? null }),
  );
}

function toPreview({ row, cells }: CsvRecord, { positions }: CsvHeader): PreviewRow {
  const cellOf = (column: PositionColumn) => cells[positions.get(column) ?? -1] ?? "";
  return { row, cells: Object.fromEntries(COLUMNS.map((column) => [column, cellOf(column)])) as PreviewRow["cells"] };
}

/** Cells beyond the header's: most often a number whose comma stands outside quotation marks, which shifts the rest. */
function excessCells(record: CsvRecord | undefined, width: number): Problem[] {
  if (!record) return [];
  const used = record.cells.findLastIndex((cell) => cell !== "") + 1;
  if (used <= width) return [];
  const message = `The row has ${used} cells, the header ${width}; a number with commas needs quotation marks`;
  return [problemOf("ERR_CSV_006", { row: record.row, message, value: record.cells.slice(width).join(" ") })];
}
