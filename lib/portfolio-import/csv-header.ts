import { columnNamed, missingColumns, type PositionColumn } from "./columns.ts";
import { type CsvRecord, DELIMITERS, type Delimiter, readRecords } from "./csv-records.ts";
import { type CsvSource, isBlankOrComment } from "./csv-source.ts";
import { type Problem, problemOf } from "./problem.ts";

export interface CsvHeader {
  row: number;
  delimiter: Delimiter;
  cells: readonly string[];
  /** Cells up to the last one with a name. */
  width: number;
  /** Where each known column stands in a record. */
  positions: ReadonlyMap<PositionColumn, number>;
  missing: PositionColumn[];
  /** Header cells that name none of the twelve columns. */
  unknown: string[];
  /** Index of the first line after the header. */
  nextLine: number;
}

const knownIn = (record: CsvRecord) => record.cells.filter((cell) => columnNamed(cell)).length;

/** The first record, read with whichever separator makes the most known column names of it. */
function findHeaderRecord(source: CsvSource, from: number) {
  const candidates = DELIMITERS.flatMap((delimiter) => {
    const { records, malformed } = readRecords(source, { from, delimiter, limit: 1 });
    const [record] = records;
    return record && !malformed.length ? [{ delimiter, record, known: knownIn(record) }] : [];
  });
  return candidates.toSorted((a, b) => b.known - a.known)[0];
}

function mapColumns(cells: string[]) {
  const positions = new Map<PositionColumn, number>();
  const repeated: PositionColumn[] = [];
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = columnNamed(cell);
    if (!column) unknown.push(cell);
    else if (positions.has(column)) repeated.push(column);
    else positions.set(column, index);
  }
  return { positions, repeated, unknown: unknown.filter((cell) => cell !== "") };
}

/**
 * Finds the header: the first line that is neither blank nor a comment (an Excel `sep=;` line is passed over).
 * `header` is null when no cell of it names a known column; else repeated and missing columns are reported beside it.
 */
export function readHeader(source: CsvSource): { header: CsvHeader | null; problems: Problem[] } {
  const { lines } = source;
  const first = lines.findIndex((line) => !isBlankOrComment(line));
  if (first < 0) return { header: null, problems: [problemOf("ERR_CSV_003")] };
  const found = findHeaderRecord(source, /^"?sep=.?"?$/i.test(lines[first]?.trim() ?? "") ? first + 1 : first);
  if (!found?.known) {
    const row = found?.record.row ?? first + 1;
    return { header: null, problems: [problemOf("ERR_CSV_005", { row, value: lines[row - 1]?.trim() ?? null })] };
  }
  const { record, delimiter } = found;
  const { positions, repeated, unknown } = mapColumns(record.cells);
  const missing = missingColumns(new Set(positions.keys()));
  const problems = [
    ...repeated.map((column) =>
      problemOf("ERR_CSV_005", {
        row: record.row,
        column,
        value: column,
        message: `The column ${column} appears twice`,
      }),
    ),
    ...missing.map((column) =>
      problemOf("ERR_CSV_004", { row: record.row, column, message: `The column ${column} is missing` }),
    ),
  ];
  const width = record.cells.findLastIndex((cell) => cell !== "") + 1;
  return {
    header: {
      row: record.row,
      delimiter,
      cells: record.cells,
      width,
      positions,
      missing,
      unknown,
      nextLine: record.lastRow,
    },
    problems,
  };
}
