import type { CellCorrection, Corrections } from "#lib/portfolio-import/corrections.ts";

/** One thing a person has put right in a file, which can be undone as one. */
export interface FileChange {
  /** In words: "Line 6, Quantity: ten → 10". */
  readonly text: string;
  readonly cells?: readonly CellCorrection[];
  /** Whole lines: `[line, text]`. */
  readonly lines?: readonly (readonly [number, string])[];
  readonly leftOut?: readonly number[];
}

/** All changes together, as they travel with the file; of two of the same cell the later counts. */
export function correctionsOf(changes: readonly FileChange[]): Corrections {
  const cells = new Map<string, CellCorrection>();
  for (const cell of changes.flatMap((change) => change.cells ?? [])) cells.set(`${cell[0]} ${cell[1]}`, cell);
  const lines = new Map(changes.flatMap((change) => change.lines ?? []));
  const leftOut = new Set(changes.flatMap((change) => change.leftOut ?? []));
  return {
    ...(cells.size > 0 ? { cells: [...cells.values()] } : {}),
    ...(lines.size > 0 ? { lines: [...lines] } : {}),
    ...(leftOut.size > 0 ? { leftOut: [...leftOut] } : {}),
  };
}

/** The cells that were put right, by line. */
export function correctedCells({ cells = [] }: Corrections): ReadonlyMap<number, ReadonlySet<string>> {
  const byRow = new Map<number, Set<string>>();
  for (const [row, column] of cells) {
    const columns = byRow.get(row) ?? new Set<string>();
    columns.add(column);
    byRow.set(row, columns);
  }
  return byRow;
}
