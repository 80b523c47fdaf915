import { type CheckedRow, createRowCheck, type RowCheck } from "./checked-rows.ts";
import { type Corrections, correctedRows } from "./corrections.ts";
import type { FileDecimals } from "./decimal-marks.ts";
import { findDuplicateRows } from "./duplicate-rows.ts";
import type { FileLayout } from "./exports/find-layout.ts";
import type { ImportedPosition } from "./imported-position.ts";
import { type PositionsTable, readPositionsTable, type TableOptions } from "./positions-table.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { PreviewRow } from "./row-cells.ts";
import type { SkippedRow } from "./skipped-row.ts";

export interface ParseOptions extends Pick<TableOptions, "mapping" | "decimalMark"> {
  /** The day it is, YYYY-MM-DD: dates after it are in the future. */
  today: string;
  /** True when the user has confirmed that equal rows are separate fills. */
  acceptDuplicates?: boolean;
  /** What was put right in the file. */
  corrections?: Corrections;
}

export interface ParsedPositions {
  /** All positions of the file, or none when it has any problem. */
  positions: ImportedPosition[];
  /**
   * Those of the lines that can be read, whatever is wrong in others: enough to look their symbols up. None while it is
   * not settled what the columns are.
   */
  readable: ImportedPosition[];
  /** Every problem of the file, in the order of its lines; those of the whole file first. */
  problems: Problem[];
  skipped: SkippedRow[];
  /** The data rows in the words of the twelve columns, for a preview; also those with problems. */
  rows: PreviewRow[];
  /** How the file is laid out; null where it could not be made out. */
  layout: FileLayout | null;
  /** The accounts that the rows belong to, where the file says so. */
  accounts: readonly string[];
  /** What a share of each line's position was worth when the file was made, where it says so. */
  lastPrices: ReadonlyMap<number, string>;
  decimals: FileDecimals;
  /** The day whose positions these are, as the file says; null where it does not. */
  statedDate: string | null;
}

/**
 * Reads a positions file: the one set of rules for the browser's preview and the server's import. All or nothing, and
 * every problem at once: a file with any problem gives no positions. Never throws on what a file contains.
 */
export function parsePositions(
  input: Uint8Array | string,
  { today, acceptDuplicates = false, mapping = null, decimalMark = null, corrections = {} }: ParseOptions,
): ParsedPositions {
  const table = readPositionsTable(input, { mapping, decimalMark, lines: corrections.lines });
  return checkTable(table, { corrections, acceptDuplicates, check: createRowCheck(today) });
}

/** Checks a table as it is corrected; rows that stay the same objects are not read again by the same `check`. */
export function checkTable(
  table: PositionsTable,
  { corrections, acceptDuplicates, check }: { corrections: Corrections; acceptDuplicates: boolean; check: RowCheck },
): ParsedPositions {
  const leftOut = new Set(corrections.leftOut);
  const rows = correctedRows(table.rows, corrections);
  const lineProblems = table.lineProblems.filter(({ row }) => row === null || !leftOut.has(row));
  const unclear = stillUnclear(table.unclear, corrections, leftOut);
  const asked = new Set(unclear.map(placeOf));
  const isAsked = (problem: Problem) => asked.has(placeOf(problem));
  const broken = new Set(lineProblems.map(({ row }) => row));
  const read = check(rows, table.missing);
  const isEmpty = table.isRead && rows.length === 0 && lineProblems.length === 0;
  const problems = [
    ...table.problems,
    ...lineProblems,
    ...unclear,
    ...read.flatMap((row) => (broken.has(row.preview.row) ? [] : row.problems)).filter((each) => !isAsked(each)),
    ...(acceptDuplicates ? [] : findDuplicateRows(read)),
    ...(isEmpty ? [problemOf("ERR_CSV_003")] : []),
  ].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const isSettled = table.problems.length === 0;
  const readable = (isSettled ? read : []).flatMap(({ position, preview }: CheckedRow) =>
    broken.has(preview.row) ? [] : (position ?? []),
  );
  return {
    ...{ positions: problems.length ? [] : readable, readable },
    ...{ problems, rows, layout: table.layout, accounts: table.accounts, lastPrices: table.lastPrices },
    ...{ decimals: table.decimals, statedDate: table.statedDate },
    skipped: withLeftOut(table, leftOut),
  };
}

/** Of the numbers that could be two those that nobody has written anew. */
function stillUnclear(
  unclear: readonly Problem[],
  { cells = [] }: Corrections,
  leftOut: ReadonlySet<number>,
): readonly Problem[] {
  if (unclear.length === 0) return unclear;
  const anew = new Set(cells.map(([row, column]) => placeOf({ row, column })));
  return unclear.filter((each) => !anew.has(placeOf(each)) && !(each.row !== null && leftOut.has(each.row)));
}

function placeOf({ row, column }: Pick<Problem, "row" | "column">): string {
  return `${row} ${column}`;
}

function withLeftOut({ skipped, rows, lineProblems }: PositionsTable, leftOut: ReadonlySet<number>): SkippedRow[] {
  const there = new Set(
    [...rows, ...lineProblems].flatMap(({ row }) => (row !== null && leftOut.has(row) ? [row] : [])),
  );
  const out = [...there].map((row) => ({ row, reason: "Left out by you" }));
  return out.length === 0 ? skipped : [...skipped, ...out].toSorted((a, b) => a.row - b.row);
}
