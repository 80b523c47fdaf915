import type { Dirent, Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { readPriceLayout, readPriceRows } from "./price-file.ts";
import { PriceFolderError } from "./price-folder-error.ts";
import type { PriceLayout } from "./price-layout.ts";
import { type PriceSeries, priceSeries } from "./price-series.ts";

/** A file as it was at one moment: a later write makes it another. */
interface PriceFile {
  path: string;
  version: string;
  layout: PriceLayout | PriceFolderError;
  series: Promise<Map<string, PriceSeries>> | null;
}

/** Where a symbol stands in the folder. */
export type Located =
  | { kind: "series"; series: PriceSeries }
  | { kind: "unknown" }
  | { kind: "duplicate"; files: string[] }
  | { kind: "bad-file"; error: PriceFolderError };

/** The folder at one moment. */
export interface PriceFolderView {
  locate(symbol: string): Promise<Located>;
  /** Files whose header could not be read, in words. */
  unreadable: readonly string[];
}

/** Class shares are one symbol however they are written. */
const keyOf = (symbol: string) => symbol.trim().toUpperCase().replaceAll("-", ".");

async function layoutOf(path: string): Promise<PriceLayout | PriceFolderError> {
  try {
    return await readPriceLayout(path);
  } catch (error) {
    if (error instanceof PriceFolderError) return error;
    throw error;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const reason = "the folder of price files (NONET_PRICES_DIR) does not exist or cannot be read";
    throw new PriceFolderError("source-unavailable", reason, error);
  }
}

async function csvFiles(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  const names = entries.filter((entry) => !entry.isDirectory() && /^[^.].*\.csv$/i.test(entry.name));
  return names.map((entry) => join(folder, entry.name)).sort();
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    const reason = `the price file ${basename(path)} has gone or cannot be read`;
    throw new PriceFolderError("source-unavailable", reason, error);
  }
}

async function seriesOf(path: string, layout: PriceLayout): Promise<Map<string, PriceSeries>> {
  const rows = await readPriceRows(path);
  return new Map(layout.symbols.map((columns) => [keyOf(columns.symbol), priceSeries(layout, columns, rows)]));
}

function indexOf(files: readonly PriceFile[]): Map<string, PriceFile[]> {
  const index = new Map<string, PriceFile[]>();
  for (const file of files) {
    if (file.layout instanceof PriceFolderError) continue;
    for (const { symbol } of file.layout.symbols) {
      index.set(keyOf(symbol), [...(index.get(keyOf(symbol)) ?? []), file]);
    }
  }
  return index;
}

async function locateIn(files: readonly PriceFile[], symbol: string): Promise<Located> {
  const [file, ...others] = files;
  if (!file || file.layout instanceof PriceFolderError) return { kind: "unknown" };
  if (others.length > 0) return { kind: "duplicate", files: files.map(({ path }) => basename(path)) };
  file.series ??= seriesOf(file.path, file.layout);
  try {
    const series = (await file.series).get(keyOf(symbol));
    return series ? { kind: "series", series } : { kind: "unknown" };
  } catch (error) {
    if (error instanceof PriceFolderError) return { kind: "bad-file", error };
    throw error;
  }
}

/**
 * A folder of price files (`*.csv`, no subfolders), read lazily: headers when it is viewed, rows when a symbol of the
 * file is first asked for. What was read is kept until the file's size or time of change differs.
 */
export class PriceFolder {
  readonly #folder: string;
  #known = new Map<string, PriceFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The folder as it is now. Throws `source-unavailable` when it cannot be read. */
  async view(): Promise<PriceFolderView> {
    const files = await this.#files();
    this.#known = new Map(files.map((file) => [file.path, file]));
    const index = indexOf(files);
    return {
      locate: (symbol) => locateIn(index.get(keyOf(symbol)) ?? [], symbol),
      unreadable: files.flatMap(({ layout }) => (layout instanceof PriceFolderError ? [layout.message] : [])),
    };
  }

  async #files(): Promise<PriceFile[]> {
    return Promise.all((await csvFiles(this.#folder)).map((path) => this.#current(path)));
  }

  async #current(path: string): Promise<PriceFile> {
    const { mtimeMs, size } = await statOf(path);
    const version = `${mtimeMs}/${size}`;
    const known = this.#known.get(path);
    return known?.version === version ? known : { path, version, layout: await layoutOf(path), series: null };
  }
}
