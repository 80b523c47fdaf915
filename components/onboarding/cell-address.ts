import type { PositionColumn } from "#lib/portfolio-import/columns.ts";

/** A cell of the preview; without a column the line as a whole. */
export interface CellAddress {
  readonly row: number;
  readonly column: PositionColumn | null;
}
