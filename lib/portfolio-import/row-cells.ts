import type { PositionColumn } from "./columns.ts";
import type { ErrorCode } from "./error-codes.ts";
import { type Problem, problemOf } from "./problem.ts";

/** A data row as it stands in the file, for showing it with its problems marked. */
export interface PreviewRow {
  /** Physical line in the file, from 1. */
  row: number;
  /** The trimmed text of each of the twelve columns; empty where the file has none. */
  cells: Record<PositionColumn, string>;
}

/** One row under examination: its cells, the day it is, and the problems found so far. */
export interface RowCheck {
  cell: (column: PositionColumn) => string;
  today: string;
  report: (column: PositionColumn, code: ErrorCode, message?: string) => void;
  problems: Problem[];
}

/** Starts the examination of a row. */
export function checkRow({ row, cells }: PreviewRow, today: string): RowCheck {
  const problems: Problem[] = [];
  return {
    cell: (column) => cells[column],
    today,
    problems,
    report: (column, code, message) => {
      const details = { row, column, symbol: cells.Symbol, value: cells[column] };
      problems.push(problemOf(code, message === undefined ? details : { ...details, message }));
    },
  };
}
