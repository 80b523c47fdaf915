import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { type CsvSource, isBlankOrComment, lineAt } from "./csv-source.ts";

export type Delimiter = "," | ";" | "\t";

/** What may stand between two cells. */
export const DELIMITERS: readonly Delimiter[] = [",", ";", "\t"];

/** The cells of one record, trimmed, with the physical lines (from 1) on which it begins and ends. */
export interface CsvRecord {
  row: number;
  lastRow: number;
  cells: string[];
}

/** A place that is not CSV, by its physical line. */
export interface MalformedLine {
  row: number;
  message: string;
}

interface Stretch {
  records: CsvRecord[];
  malformed: MalformedLine | null;
}

interface StretchOptions {
  from: number;
  end?: number;
  delimiter: Delimiter;
  limit: number;
}

/** Reading goes on after a malformed line, but not for ever: each of them costs another pass over the rest. */
const MAX_MALFORMED_LINES = 20;
const MAX_RECORD_CHARACTERS = 128 * 1024;
/** Cells of a header may break, but not for long. */
const HEADER_LINES = 8;

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "A quotation mark is opened here and never closed",
  CSV_MAX_RECORD_SIZE: "The row is too long; a quotation mark opened here may not be closed",
};

const newlinesIn = (text: string) => text.split("\n").length - 1;

/** Locates a failure: csv-parse counts the bytes up to the last whole field, and the bad one follows it. */
function locate(error: CsvError, source: CsvSource, from: number): MalformedLine {
  const { lines, starts } = source;
  let index = lineAt(source, (starts[from] ?? 0) + Number(error.bytes));
  while (index < lines.length - 1 && isBlankOrComment(lines[index] ?? "")) index += 1;
  return { row: index + 1, message: REASONS[error.code] ?? "A quotation mark is in the wrong place" };
}

/** Parses lines from index `from` to before `end` up to `limit` records or the first malformed place. */
function readStretch(
  source: CsvSource,
  { from, end = source.lines.length, delimiter, limit }: StretchOptions,
): Stretch {
  const records: CsvRecord[] = [];
  try {
    parse(source.bytes.subarray(source.starts[from], source.starts[end]), {
      delimiter,
      record_delimiter: "\n",
      comment: "#",
      comment_no_infix: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      to: limit,
      on_record: (cells, { lines: lastLine }) => {
        const newlines = cells.reduce((count, cell) => count + newlinesIn(cell), 0);
        const lastRow = from + lastLine;
        records.push({ row: lastRow - newlines, lastRow, cells: cells.map((cell) => cell.trim()) });
        return null;
      },
    });
    return { records, malformed: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, malformed: locate(error, source, from) };
  }
}

/**
 * Reads up to `limit` records from the line at index `from` (0-based), leaving out blank and `#` lines. A malformed
 * line is reported and reading goes on with the line after it, so that all such places are found at once.
 */
export function readRecords(
  source: CsvSource,
  { from, delimiter, limit }: { from: number; delimiter: Delimiter; limit: number },
): { records: CsvRecord[]; malformed: MalformedLine[] } {
  const records: CsvRecord[] = [];
  const malformed: MalformedLine[] = [];
  let next = from;
  while (next < source.lines.length && records.length < limit) {
    const stretch = readStretch(source, { from: next, delimiter, limit: limit - records.length });
    for (const record of stretch.records) records.push(record);
    if (!stretch.malformed) break;
    next = stretch.malformed.row;
    const isLast = malformed.length + 1 === MAX_MALFORMED_LINES && next < source.lines.length;
    malformed.push(
      isLast
        ? { ...stretch.malformed, message: `${stretch.malformed.message}; the lines after it were not read` }
        : stretch.malformed,
    );
    if (isLast) break;
  }
  return { records, malformed };
}

/**
 * The record at the line at index `from` as a header, of which every line may be tried: of a few lines at most, and null
 * where they are no CSV.
 */
export function readHeaderRecord(source: CsvSource, from: number, delimiter: Delimiter): CsvRecord | null {
  const end = Math.min(from + HEADER_LINES, source.lines.length);
  const { records, malformed } = readStretch(source, { from, end, delimiter, limit: 1 });
  return malformed ? null : (records[0] ?? null);
}
