import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { isActionTable, readActionTable } from "#lib/price-files/action-table.ts";
import type { PriceFileProblem } from "#lib/price-files/price-file-problem.ts";
import { type PriceBasis, priceLayout } from "#lib/price-files/price-layout.ts";
import { priceRows } from "#lib/price-files/price-rows.ts";
import { isCurrencyPair } from "#lib/price-files/price-symbol.ts";
import { UPLOADED_LABEL, uploadSource } from "#lib/price-files/upload-source.ts";
import type { Capability, PriceSource } from "../price-source.ts";
import { createFilesSource } from "./files/files-source.ts";
import { filesView } from "./files/files-view.ts";
import { type OpenPriceFile, openPriceFile } from "./files/open-price-file.ts";
import { badFile } from "./files/price-folder-error.ts";

/** An uploaded price file, or the table of splits and dividends among them. */
export interface UploadedFile {
  readonly name: string;
  readonly content: string;
}

/** Prices from the files uploaded with one portfolio, read as those of the operator's folder are. */
export function createUploadedPrices(portfolioId: string, files: readonly UploadedFile[]): PriceSource {
  const table = files.find(({ name }) => isActionTable(name));
  const actions = table ? readActionTable(table.name, table.content).actions : null;
  const basis = actions === null ? "adjusted" : "as traded";
  const opened = files.filter((file) => file !== table).map((file) => openUploaded(file, basis));
  const view = filesView(opened, actions);
  return createFilesSource({
    name: uploadSource(portfolioId),
    label: UPLOADED_LABEL,
    capabilities: capabilitiesOf(view.symbols),
    whose: "the portfolio owner's own",
    absent: "no uploaded file has it",
    basis: () => basis,
    view: async () => view,
  });
}

function openUploaded({ name, content }: UploadedFile, basis: PriceBasis): OpenPriceFile {
  const read = priceRows(name, content);
  if ("problem" in read) return unreadable(name, read.problem);
  const layout = priceLayout(name, read.rows[0]?.cells ?? [], basis);
  return "code" in layout ? unreadable(name, layout) : openPriceFile(name, layout, async () => read.rows);
}

function unreadable(name: string, problem: PriceFileProblem): OpenPriceFile {
  const error = badFile(problem);
  return { name, layout: error, series: () => Promise.reject(error) };
}

function capabilitiesOf(symbols: readonly string[]): ReadonlySet<Capability> {
  const some: Capability[] = ["daily", "search"];
  if (symbols.some(isCurrencyPair)) some.push("fx");
  if (symbols.some((symbol) => readOccSymbol(symbol) !== null)) some.push("option-quotes");
  return new Set(some);
}
