import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { priceFileProblem } from "#lib/price-files/price-file-problem.ts";
import { type PriceRow, priceRow, priceRows } from "#lib/price-files/price-rows.ts";
import { badFile, PriceFolderError } from "./price-folder-error.ts";

/** Reads a price file's header alone. Throws `bad-file`. */
export async function readPriceHeader(path: string): Promise<readonly string[]> {
  return reading(path, async () => {
    await using handle = await open(path);
    let number = 0;
    for await (const line of handle.readLines({ autoClose: false })) {
      number += 1;
      const row = priceRow(basename(path), line, number);
      if (row && "code" in row) throw badFile(row);
      if (row) return row.cells;
    }
    throw badFile(priceFileProblem(basename(path), "ERR_PRICE_001", { message: "The file is empty" }));
  });
}

/** Reads the rows of a price file, its header first. Throws `bad-file`. */
export async function readPriceRows(path: string): Promise<PriceRow[]> {
  const read = priceRows(basename(path), await readText(path));
  if ("problem" in read) throw badFile(read.problem);
  return read.rows;
}

/** Reads a whole file as text. Throws `bad-file`. */
export async function readText(path: string): Promise<string> {
  return reading(path, () => readFile(path, "utf8"));
}

async function reading<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PriceFolderError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new PriceFolderError("bad-file", `${basename(path)} cannot be read: ${reason}`, error);
  }
}
