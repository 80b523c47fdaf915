import type { PreviewRow } from "../row-cells.ts";
import { readRounded, sumOf } from "./export-number.ts";

/** A position of the file with the purchases it is made of, where the file lists them under it. */
export interface WithLots {
  readonly whole: PreviewRow;
  readonly lots: readonly PreviewRow[];
}

/** What of a position is imported: its lots, which have dates of their own, where they add up to it; else the whole. */
export function takenOf({ whole, lots }: WithLots): { taken: readonly PreviewRow[]; left: readonly LeftRow[] } {
  if (lots.length === 0) return { taken: [whole], left: [] };
  const quantities = lots.map(({ cells }) => readRounded(cells.Quantity));
  const known = quantities.flatMap((quantity) => quantity ?? []);
  const isWhole = known.length === lots.length && sumOf(known) === readRounded(whole.cells.Quantity);
  if (!isWhole) {
    const reason = `A lot of line ${whole.row}, whose lots do not add up to it`;
    return { taken: [whole], left: lots.map(({ row }) => ({ row, reason })) };
  }
  const reason = lots.length === 1 ? "Its one lot is imported instead" : `Its ${lots.length} lots are imported instead`;
  return { taken: lots, left: [{ row: whole.row, reason }] };
}

interface LeftRow {
  readonly row: number;
  readonly reason: string;
}
