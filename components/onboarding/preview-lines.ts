import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import { COLUMNS } from "#lib/portfolio-import/columns.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { PreviewRow } from "#lib/portfolio-import/row-cells.ts";
import { isOfColumns } from "./column-problems.ts";

/** One line of the file as the preview shows it. */
export interface PreviewLine {
  /** Physical line in the file, from 1. */
  readonly row: number;
  /** Null for a line that could not be read as a row. */
  readonly cells: PreviewRow["cells"] | null;
  readonly problems: readonly Problem[];
  /** What is worth knowing of it; null where nothing is. */
  readonly note: LineNote | null;
  /** The cells that were put right. */
  readonly corrected: ReadonlySet<string>;
}

/** Something about a cell that keeps nobody from importing it. */
export interface LineNote {
  readonly column: PositionColumn;
  readonly text: string;
}

/** What is said of lines beside their problems. */
export interface LineRemarks {
  readonly notes?: ReadonlyMap<number, LineNote>;
  readonly corrected?: ReadonlyMap<number, ReadonlySet<string>>;
}

const NONE: ReadonlySet<string> = new Set();

/** The file's rows with what is said of them, and the lines that have problems but are no rows, in the order of the file. */
export function previewLines(
  rows: readonly PreviewRow[],
  problems: readonly Problem[],
  { notes, corrected }: LineRemarks = {},
): PreviewLine[] {
  const ofLines = problems.filter((problem) => !isOfColumns(problem));
  const byRow = Map.groupBy(ofLines, ({ row }) => row);
  const known = new Set(rows.map(({ row }) => row));
  const others = [...byRow].flatMap(([row, found]) =>
    row === null || known.has(row) ? [] : [{ row, cells: null, problems: found, note: null, corrected: NONE }],
  );
  const lines = rows.map(({ row, cells }) => ({
    ...{ row, cells },
    problems: byRow.get(row) ?? [],
    note: notes?.get(row) ?? null,
    corrected: corrected?.get(row) ?? NONE,
  }));
  return [...lines, ...others].sort((a, b) => a.row - b.row);
}

/** The columns worth showing: those with any text or any problem, in the template's order. */
export function usedColumns(lines: readonly PreviewLine[]): PositionColumn[] {
  return COLUMNS.filter((column) =>
    lines.some(
      ({ cells, problems, corrected }) =>
        cells?.[column] || corrected.has(column) || problems.some((problem) => problem.column === column),
    ),
  );
}

/** The cells with a problem, line after line and from left to right. */
export function wrongCells(lines: readonly PreviewLine[]): { readonly row: number; readonly column: PositionColumn }[] {
  return lines.flatMap(({ row, cells, problems }) => {
    if (problems.length === 0) return [];
    const wrong = new Set(problems.map(({ column }) => column));
    return cells === null ? [] : COLUMNS.flatMap((column) => (wrong.has(column) ? [{ row, column }] : []));
  });
}
