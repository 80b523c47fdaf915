import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import { type CellCorrection, LONGEST_CELL } from "#lib/portfolio-import/corrections.ts";
import type { CellAddress } from "./cell-address.ts";
import type { PreviewLine } from "./preview-lines.ts";

/** Whether a pasted text is of more than one cell. */
export function isOfCells(text: string): boolean {
  return /[\t\n]/.test(text.trim());
}

/**
 * What to correct where cells of a spreadsheet are pasted at one of the preview: from there to the right and downwards over
 * the lines that are shown. What finds no place is left out.
 */
export function pastedCells(
  lines: readonly PreviewLine[],
  columns: readonly PositionColumn[],
  { row, column }: CellAddress,
  text: string,
): CellCorrection[] {
  const first = lines.findIndex((line) => line.row === row);
  const left = column === null ? -1 : columns.indexOf(column);
  if (first < 0 || left < 0) return [];
  const places = lines.slice(first).filter(({ cells }) => cells !== null);
  const texts = text.replace(/(?:\r?\n)+$/, "").split(/\r?\n/);
  return texts.slice(0, places.length).flatMap((line, down) =>
    line.split("\t").flatMap((cell, right): CellCorrection[] => {
      const [place, field] = [places[down], columns[left + right]];
      return place && field ? [[place.row, field, cell.trim().slice(0, LONGEST_CELL)]] : [];
    }),
  );
}
