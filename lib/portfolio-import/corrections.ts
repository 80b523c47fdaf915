import * as z from "zod/mini";
import { COLUMNS } from "./columns.ts";
import type { PreviewRow } from "./row-cells.ts";

const MOST_CELLS = 120_000;
const MOST_ROWS = 20_000;
/** Characters of a corrected cell. */
export const LONGEST_CELL = 1_000;
const LONGEST_LINE = 20_000;

const line = z.int().check(z.minimum(1));

/** What a person has put right in a file before its import, by physical line; it travels with the upload. */
export const correctionsSchema = z.object({
  /** Cells with their new text: `[line, column, text]`; the last one of a cell counts. */
  cells: z.optional(
    z
      .array(z.tuple([line, z.enum(COLUMNS), z.string().check(z.maxLength(LONGEST_CELL))]))
      .check(z.maxLength(MOST_CELLS)),
  ),
  /** Whole lines with their new text: `[line, text]`. */
  lines: z.optional(
    z
      .array(z.tuple([line, z.string().check(z.maxLength(LONGEST_LINE), z.regex(/^[^\r\n]*$/))]))
      .check(z.maxLength(MOST_ROWS)),
  ),
  /** Lines left out. */
  leftOut: z.optional(z.array(line).check(z.maxLength(MOST_ROWS))),
});

export type Corrections = z.infer<typeof correctionsSchema>;
export type CellCorrection = NonNullable<Corrections["cells"]>[number];

/** The rows with the corrected cells, without those left out; a row that nothing is said of is the same object. */
export function correctedRows(rows: readonly PreviewRow[], { cells = [], leftOut = [] }: Corrections): PreviewRow[] {
  if (cells.length === 0 && leftOut.length === 0) return [...rows];
  const out = new Set(leftOut);
  const texts = new Map<number, Partial<PreviewRow["cells"]>>();
  for (const [row, column, text] of cells) {
    const ofRow = texts.get(row) ?? {};
    ofRow[column] = text.trim();
    texts.set(row, ofRow);
  }
  return rows.flatMap((row) => {
    if (out.has(row.row)) return [];
    const text = texts.get(row.row);
    return [text ? { ...row, cells: { ...row.cells, ...text } } : row];
  });
}

/** The file's lines with those that were corrected. */
export function correctedLines(lines: readonly string[], { lines: texts = [] }: Corrections): string[] {
  const corrected = [...lines];
  for (const [row, text] of texts) if (row <= corrected.length) corrected[row - 1] = text;
  return corrected;
}
