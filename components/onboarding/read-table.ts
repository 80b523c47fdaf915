import { type CheckedRow, createRowCheck } from "#lib/portfolio-import/checked-rows.ts";
import type { ColumnMapping } from "#lib/portfolio-import/column-mapping.ts";
import type { Corrections } from "#lib/portfolio-import/corrections.ts";
import type { DecimalMark } from "#lib/portfolio-import/decimal-marks.ts";
import { type PositionsTable, readPositionsTable } from "#lib/portfolio-import/positions-table.ts";

/** A file to be read into rows. */
export interface TableTask {
  readonly bytes: Uint8Array;
  readonly mapping: ColumnMapping | null;
  readonly lines: Corrections["lines"];
  /** Null for what the file itself tells. */
  readonly decimalMark: DecimalMark | null;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** The rows of a file, and what was found of each. */
export interface ReadTable {
  readonly table: PositionsTable;
  readonly checked: readonly CheckedRow[];
}

/** Reads a file and checks its rows. */
export function readTable({ bytes, mapping, lines, decimalMark, today }: TableTask): ReadTable {
  const table = readPositionsTable(bytes, { mapping, lines, decimalMark });
  return { table, checked: createRowCheck(today)(table.rows, []) };
}
