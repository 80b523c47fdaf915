import type { PositionColumn } from "./columns.ts";
import { type ReadRow, sameness } from "./duplicate-rows.ts";
import { readPositionRow } from "./position-row.ts";
import type { Problem } from "./problem.ts";
import type { PreviewRow } from "./row-cells.ts";

/** A row with what was read of it and every problem it has of itself. */
export interface CheckedRow extends ReadRow {
  problems: readonly Problem[];
}

/** Checks rows; of a row that was checked before, being the same object, the answer is kept. */
export type RowCheck = (rows: readonly PreviewRow[], missing: readonly PositionColumn[]) => CheckedRow[];

/**
 * Starts checking for a day, YYYY-MM-DD: after a change of one row only that one is read again. `known` are rows that
 * were checked elsewhere for the same day.
 */
export function createRowCheck(today: string, known: readonly CheckedRow[] = []): RowCheck {
  const kept = new WeakMap<PreviewRow, CheckedRow>(known.map((row) => [row.preview, row]));
  return (rows, missing) =>
    rows.map((preview) => {
      const known = kept.get(preview);
      const row = known ?? checked(preview, today);
      // Ten thousand writes are most of what a change would take.
      if (!known) kept.set(preview, row);
      if (missing.length === 0) return row;
      const isNews = ({ column }: Problem) => column === null || !missing.includes(column);
      return { ...row, problems: row.problems.filter(isNews) };
    });
}

function checked(preview: PreviewRow, today: string): CheckedRow {
  const { position, problems } = readPositionRow(preview, today);
  return { preview, position, problems, key: sameness(preview, position) };
}
