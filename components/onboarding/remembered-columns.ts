import * as z from "zod/mini";
import { columnMappingSchema } from "#lib/portfolio-import/column-mapping.ts";
import type { FileLayout } from "#lib/portfolio-import/exports/find-layout.ts";
import { plainHeader } from "#lib/portfolio-import/exports/source-fields.ts";

/** What a person has said of files with a header, for the next one of the same. */
const remembered = z.object({
  signature: z.string(),
  columns: columnMappingSchema.shape.columns,
  quantityBasis: z.enum(["as traded", "as of today"]),
});

export type RememberedColumns = z.infer<typeof remembered>;
export type QuantityBasis = RememberedColumns["quantityBasis"];

/** The version is part of the key: what another version wrote is not read. */
const KEY = "nonet.import-columns.v2";
const MOST_KEPT = 30;

/** What tells files of one kind: the names of their columns; null where there are none. */
export function signatureOf({ headers, mapping }: Pick<FileLayout, "headers" | "mapping">): string | null {
  return mapping.headerRow === null ? null : headers.map(plainHeader).join("|");
}

/** What was said of files with this header; null for nothing, and where the browser keeps nothing. */
export function recallColumns(signature: string): RememberedColumns | null {
  return kept().find((each) => each.signature === signature) ?? null;
}

/** Keeps what was said, the newest first. */
export function rememberColumns(said: RememberedColumns): void {
  const others = kept().filter(({ signature }) => signature !== said.signature);
  try {
    localStorage.setItem(KEY, JSON.stringify([said, ...others].slice(0, MOST_KEPT)));
  } catch (error) {
    // Storage that is full or switched off: the columns are asked for again next time.
    if (!(error instanceof DOMException)) throw error;
  }
}

function kept(): RememberedColumns[] {
  try {
    const read = z.array(remembered).safeParse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
    return read.success ? read.data : [];
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof SyntaxError)) throw error;
    return [];
  }
}
