import type { ImportedPosition } from "./imported-position.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { PreviewRow } from "./row-cells.ts";

/** A row beside what was read of it. */
export interface ReadRow {
  preview: PreviewRow;
  position: ImportedPosition | null;
  /** Equal for rows that state the same position; see `sameness`. */
  key: string;
}

/** Equal for rows that state the same position, however written; a row with problems is compared by its text. */
export function sameness(preview: PreviewRow, position: ImportedPosition | null): string {
  return JSON.stringify(position ? { ...position, row: 0 } : preview.cells);
}

/** One problem for each row that repeats an earlier one exactly, naming the earlier row. */
export function findDuplicateRows(rows: readonly ReadRow[]): Problem[] {
  const firstRows = new Map<string, number>();
  return rows.flatMap(({ key, preview: { row, cells } }) => {
    const first = firstRows.get(key);
    if (first === undefined) {
      firstRows.set(key, row);
      return [];
    }
    const message = `The row repeats row ${first} exactly`;
    return [problemOf("ERR_POS_023", { row, symbol: cells.Symbol, value: cells.Symbol, message })];
  });
}
