import * as z from "zod/mini";
import { SOURCE_FIELDS, type SourceField } from "./exports/source-fields.ts";

const MOST_COLUMNS = 500;
const MOST_LINES = 1_000_000;

const place = z.int().check(z.minimum(0), z.maximum(MOST_COLUMNS - 1));

/** Which column of a file is which field, as it travels with an upload. Columns count from 0, lines from 1. */
export const columnMappingSchema = z.object({
  /** The physical line of the header; null for a file without one. */
  headerRow: z.nullable(z.int().check(z.minimum(1), z.maximum(MOST_LINES))),
  columns: z.partialRecord(z.enum(SOURCE_FIELDS), place),
  /** The only account whose rows are taken, where the file has several. */
  account: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
});

export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** The places of the fields. */
export function placesOf({ columns }: Pick<ColumnMapping, "columns">): Map<SourceField, number> {
  return new Map(
    SOURCE_FIELDS.flatMap((field) => {
      const index = columns[field];
      return index === undefined ? [] : [[field, index] as const];
    }),
  );
}

/** As `placesOf`, the other way round. */
export function columnsOf(places: ReadonlyMap<SourceField, number>): ColumnMapping["columns"] {
  return Object.fromEntries(places);
}
