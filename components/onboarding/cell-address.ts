import type { PositionColumn } from "#lib/portfolio-import/columns.ts";

/** A cell of the preview; without a column the line as a whole. */
export interface CellAddress {
  readonly row: number;
  readonly column: PositionColumn | null;
}

/** A cell to go to, and whether to begin changing it. */
export interface CellTarget extends CellAddress {
  readonly edit?: boolean;
  /** It is beside the one before: no more is scrolled than has to be. */
  readonly isNear?: boolean;
}

/** What a cell can ask of the table that holds it. */
export interface TableActions {
  readonly go: (target: CellTarget) => void;
  /** The next cell with a problem, or the one before; null past the last. */
  readonly nextWrong: (from: CellAddress, isBackward: boolean) => CellAddress | null;
  /** The cell beside another; null past the edge. */
  readonly beside: (from: CellAddress, key: string) => CellAddress | null;
  /** A cell's text as it stands while it is changed: its decimals as the file has them. */
  readonly written: (column: PositionColumn, text: string) => string;
  /** What such a text says, its decimals after a point. */
  readonly read: (column: PositionColumn, text: string) => string;
  /** Whether it could say two things. */
  readonly isUnclear: (column: PositionColumn, text: string) => boolean;
  readonly change: (row: number, column: PositionColumn, text: string) => void;
  /** Takes pasted cells, the first of them at `from`. */
  readonly paste: (from: CellAddress, text: string) => void;
  readonly changeLine: (row: number, text: string) => void;
  readonly leaveOut: (row: number) => void;
  /** Ends changing a cell. */
  readonly close: () => void;
  readonly undo: () => void;
  readonly lineText: (row: number) => string;
}
