import { type Dirent, existsSync, type Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isActionTable, type ListedAction, readActionTable } from "#lib/price-files/action-table.ts";
import { priceProblemText } from "#lib/price-files/price-file-problem.ts";
import { type PriceBasis, priceLayout } from "#lib/price-files/price-layout.ts";
import { countText } from "#lib/run/log-text.ts";
import { type FilesView, filesView } from "./files-view.ts";
import { type OpenPriceFile, openPriceFile } from "./open-price-file.ts";
import { readPriceHeader, readPriceRows, readText } from "./price-file.ts";
import { badFile, PriceFolderError } from "./price-folder-error.ts";

/** A file as it was at one moment: a later write makes it another. */
interface KnownFile {
  readonly path: string;
  readonly version: string;
  readonly file: OpenPriceFile;
}

const MOST_PROBLEMS = 3;

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

async function openFile(path: string, basis: PriceBasis): Promise<OpenPriceFile> {
  const name = basename(path);
  try {
    const layout = priceLayout(name, await readPriceHeader(path), basis);
    if ("code" in layout) throw badFile(layout);
    return openPriceFile(name, layout, () => readPriceRows(path));
  } catch (error) {
    if (!(error instanceof PriceFolderError)) throw error;
    return { name, layout: error, series: () => Promise.reject(error) };
  }
}

/** Splits and dividends that are half understood would make wrong numbers of right prices. */
async function readActions(path: string): Promise<readonly ListedAction[]> {
  const { actions, problems } = readActionTable(basename(path), await readText(path));
  if (problems.length === 0) return actions;
  const named = problems.slice(0, MOST_PROBLEMS).map(priceProblemText);
  const more = problems.length > named.length ? ` and ${countText(problems.length - named.length)} more` : "";
  throw new PriceFolderError("source-unavailable", `${named.join("; ")}${more}`);
}

/**
 * A folder of price files (`*.csv`, no subfolders), read lazily: headers when it is viewed, rows when a symbol of the
 * file is first asked for. What was read is kept until the file's size or time of change differs.
 */
export class PriceFolder {
  readonly #folder: string;
  #known = new Map<string, KnownFile>();
  #basis: PriceBasis | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What its closes are on, as of the last look at it. */
  get basis(): PriceBasis {
    this.#basis ??= existsSync(join(this.#folder, "actions.csv")) ? "as traded" : "adjusted";
    return this.#basis;
  }

  /** The folder as it is now. Throws `source-unavailable` when it, or its table of splits and dividends, cannot be read. */
  async view(): Promise<FilesView> {
    const paths = await csvFiles(this.#folder);
    const table = paths.find((path) => isActionTable(basename(path)));
    const basis = table ? "as traded" : "adjusted";
    this.#basis = basis;
    const prices = paths.filter((path) => !isActionTable(basename(path)));
    const files = await Promise.all(prices.map((path) => this.#current(path, basis)));
    this.#known = new Map(files.map((file) => [file.path, file]));
    return filesView(
      files.map(({ file }) => file),
      table ? await readActions(table) : null,
    );
  }

  async #current(path: string, basis: PriceBasis): Promise<KnownFile> {
    const { mtimeMs, size } = await statOf(path);
    const version = `${mtimeMs}/${size}/${basis}`;
    const known = this.#known.get(path);
    return known?.version === version ? known : { path, version, file: await openFile(path, basis) };
  }
}
