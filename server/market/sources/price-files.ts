import type { PriceSource } from "../price-source.ts";
import { createFilesSource } from "./files/files-source.ts";
import { PriceFolder } from "./files/price-folder.ts";

/**
 * Prices from the CSV files of a folder, wide (Date and a column of closes per symbol) or one file per symbol
 * (date, open, high, low, close[, adj close], volume; named by the file after its last dash). Closes are taken as
 * adjusted, so no split or dividend is applied; with a table of them (`actions.csv`) closes are as traded.
 */
export function createPriceFiles(path: string): PriceSource {
  const folder = new PriceFolder(path);
  return createFilesSource({
    name: "files",
    label: "Price files",
    capabilities: new Set(["daily", "search"]),
    whose: "the operator's own",
    absent: "no file of the price folder has it",
    basis: () => folder.basis,
    view: () => folder.view(),
  });
}
