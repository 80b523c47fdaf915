import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { PriceFolderError } from "./price-folder-error.ts";
import { type PriceLayout, priceLayout } from "./price-layout.ts";
import type { PriceRow } from "./price-series.ts";

const DIALECT = {
  bom: true,
  comment: "#",
  comment_no_infix: true,
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
} as const;

function badFile(path: string, cause: unknown): PriceFolderError {
  if (cause instanceof PriceFolderError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new PriceFolderError("bad-file", `${basename(path)} cannot be read: ${reason}`, cause);
}

async function firstRecord(path: string): Promise<string[]> {
  await using handle = await open(path);
  for await (const line of handle.readLines({ autoClose: false })) {
    const [record] = parse(line, DIALECT);
    if (record) return record;
  }
  throw new PriceFolderError("bad-file", `${basename(path)} is empty`);
}

/** Reads a price file's header alone. Throws `bad-file`. */
export async function readPriceLayout(path: string): Promise<PriceLayout> {
  try {
    return priceLayout(path, await firstRecord(path));
  } catch (error) {
    throw badFile(path, error);
  }
}

/** Reads the rows below a price file's header. Throws `bad-file`. */
export async function readPriceRows(path: string): Promise<PriceRow[]> {
  const rows: PriceRow[] = [];
  try {
    parse(await readFile(path, "utf8"), {
      ...DIALECT,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
    });
  } catch (error) {
    throw badFile(path, error);
  }
  return rows.slice(1);
}
