import type { PreviewRow } from "#lib/portfolio-import/row-cells.ts";
import type { LineNote } from "./preview-lines.ts";
import type { UnknownSymbol } from "./symbol-check.ts";

/** What the preview says of the lines whose symbol the price source does not know, at the cell that names it. */
export function symbolNotes(
  rows: readonly PreviewRow[],
  unknown: readonly UnknownSymbol[],
  sourceText: string,
): Map<number, LineNote> {
  const symbols = new Map(unknown.flatMap(({ symbol, rows: lines }) => lines.map((line) => [line, symbol] as const)));
  return new Map(
    rows.flatMap(({ row, cells }) => {
      const symbol = symbols.get(row);
      if (symbol === undefined) return [];
      const isUnderlying = cells["Underlying Symbol"].toUpperCase() === symbol;
      const column = isUnderlying ? ("Underlying Symbol" as const) : ("Symbol" as const);
      return [[row, { column, text: `${symbol} is not known to ${sourceText}.` }] as const];
    }),
  );
}
