import { COLUMNS, type PositionColumn } from "./columns.ts";
import { type CsvHeader, readHeader } from "./csv-header.ts";
import { type CsvRecord, readRecords } from "./csv-records.ts";
import { toCsvSource } from "./csv-source.ts";
import { findDuplicateRows } from "./duplicate-rows.ts";
import { readFileText } from "./file-text.ts";
import type { ImportedPosition } from "./imported-position.ts";
import { readPositionRow } from "./position-row.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { PreviewRow } from "./row-cells.ts";
import { findSpreadsheetErrors } from "./spreadsheet-errors.ts";
import { splitTrailingTotals } from "./trailing-totals.ts";

/** The most positions one file may have. */
export const MAX_POSITIONS = 10_000;

/** Room for a broker's totals rows when the number of records read is bounded. */
const TOTALS_ALLOWANCE = 100;

export interface ParseOptions {
  /** The day it is, YYYY-MM-DD: dates after it are in the future. */
  today: string;
  /** True when the user has confirmed that equal rows are separate fills. */
  acceptDuplicates?: boolean;
}

/** Something in the file that was left out on purpose, with its physical line. */
export interface SkippedRow {
  row: number;
  reason: string;
}

export interface ParsedPositions {
  /** All positions of the file, or none when it has any problem. */
  positions: ImportedPosition[];
  /** Every problem of the file, in the order of its lines; those of the whole file first. */
  problems: Problem[];
  skipped: SkippedRow[];
  /** The data rows as written, for a preview; also those with problems. */
  rows: PreviewRow[];
}

const refused = (problems: Problem[]): ParsedPositions => ({ positions: [], problems, skipped: [], rows: [] });

function toPreview({ row, cells }: CsvRecord, { positions }: CsvHeader): PreviewRow {
  const cellOf = (column: PositionColumn) => cells[positions.get(column) ?? -1] ?? "";
  return { row, cells: Object.fromEntries(COLUMNS.map((column) => [column, cellOf(column)])) as PreviewRow["cells"] };
}

/** Cells beyond the header's: most often a number whose comma stands outside quotation marks, which shifts the rest. */
function excessCells({ row, cells }: CsvRecord, { width }: CsvHeader): Problem[] {
  const used = cells.findLastIndex((cell) => cell !== "") + 1;
  if (used <= width) return [];
  const message = `The row has ${used} cells, the header ${width}; a number with commas needs quotation marks`;
  return [problemOf("ERR_CSV_006", { row, message, value: cells.slice(width).join(" ") })];
}

function readRow(record: CsvRecord, header: CsvHeader, today: string) {
  const preview = toPreview(record, header);
  const excess = excessCells(record, header);
  if (excess.length) return { preview, position: null, problems: excess };
  const { position, problems } = readPositionRow(preview, today);
  const isNews = ({ column }: Problem) => column === null || !header.missing.includes(column);
  return { preview, position, problems: problems.filter(isNews) };
}

function describeSkipped(header: CsvHeader, totals: CsvRecord[]): SkippedRow[] {
  return [
    ...header.unknown.map((name) => ({
      row: header.row,
      reason: `The column "${name}" is not one of the twelve and is not read`,
    })),
    ...totals.map(({ row }) => ({ row, reason: "Totals row" })),
  ];
}

/**
 * Reads a positions file: the one set of rules for the browser's preview and the server's import. All or nothing, and
 * every problem at once: a file with any problem gives no positions. Never throws on what a file contains.
 */
export function parsePositions(
  input: Uint8Array | string,
  { today, acceptDuplicates = false }: ParseOptions,
): ParsedPositions {
  const file = readFileText(input);
  if ("problem" in file) return refused([file.problem]);
  const source = toCsvSource(file.text);
  const { header, problems: headerProblems } = readHeader(source);
  if (!header) return refused(headerProblems);
  const limit = MAX_POSITIONS + TOTALS_ALLOWANCE;
  const { records, malformed } = readRecords(source, { from: header.nextLine, delimiter: header.delimiter, limit });
  const { data, totals } = splitTrailingTotals(records, header);
  const lost = findSpreadsheetErrors(source.lines, header.nextLine, records);
  const isTooMany = records.length === limit || data.length + lost.length > MAX_POSITIONS;
  if (isTooMany) return refused([...headerProblems, problemOf("ERR_CSV_007")]);
  const read = data.map((record) => readRow(record, header, today));
  const problems = [
    ...headerProblems,
    ...malformed.map(({ row, message }) =>
      problemOf("ERR_CSV_006", { row, message, value: source.lines[row - 1]?.trim() ?? null }),
    ),
    ...lost,
    ...read.flatMap((row) => row.problems),
    ...(acceptDuplicates ? [] : findDuplicateRows(read)),
    ...(data.length || malformed.length || lost.length ? [] : [problemOf("ERR_CSV_003")]),
  ].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const positions = problems.length ? [] : read.flatMap(({ position }) => position ?? []);
  return { positions, problems, skipped: describeSkipped(header, totals), rows: read.map(({ preview }) => preview) };
}
