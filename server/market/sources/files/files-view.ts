import type { ListedAction } from "#lib/price-files/action-table.ts";
import type { PriceBasis, SymbolColumns } from "#lib/price-files/price-layout.ts";
import type { PriceSeries } from "#lib/price-files/price-series.ts";
import { symbolKey } from "#lib/price-files/price-symbol.ts";
import type { CorporateAction } from "../../price-source.ts";
import type { OpenPriceFile } from "./open-price-file.ts";
import { PriceFolderError } from "./price-folder-error.ts";

/** Where a symbol stands among the files. */
export type Located =
  | { readonly kind: "series"; readonly series: PriceSeries }
  | { readonly kind: "unknown" }
  | { readonly kind: "duplicate"; readonly files: readonly string[] }
  | { readonly kind: "bad-file"; readonly error: PriceFolderError };

/** Price files at one moment. */
export interface FilesView {
  readonly basis: PriceBasis;
  /** Every symbol of a header, as written there. */
  readonly symbols: readonly string[];
  locate(symbol: string): Promise<Located>;
  /** Splits and dividends of all time, ascending. */
  actionsOf(symbol: string): readonly CorporateAction[];
  /** Files whose header could not be read, in words. */
  readonly unreadable: readonly string[];
}

interface Place {
  readonly file: OpenPriceFile;
  readonly columns: SymbolColumns;
}

/** The files together; with a table of actions their closes are as traded. */
export function filesView(files: readonly OpenPriceFile[], actions: readonly ListedAction[] | null): FilesView {
  const places = files.flatMap((file) =>
    file.layout instanceof PriceFolderError ? [] : file.layout.symbols.map((columns) => ({ file, columns })),
  );
  const bySymbol = Map.groupBy(places, ({ columns }) => symbolKey(columns.symbol));
  const actionsBySymbol = Map.groupBy(actions ?? [], ({ symbol }) => symbolKey(symbol));
  return {
    basis: actions === null ? "adjusted" : "as traded",
    symbols: [...bySymbol.values()].flatMap(([first]) => first?.columns.symbol ?? []),
    locate: (symbol) => located(bySymbol.get(symbolKey(symbol)) ?? []),
    actionsOf: (symbol) =>
      (actionsBySymbol.get(symbolKey(symbol)) ?? [])
        .map(({ date, kind, value }) => ({ date, kind, value }))
        .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    unreadable: files.flatMap(({ layout }) => (layout instanceof PriceFolderError ? [layout.message] : [])),
  };
}

async function located([place, ...others]: readonly Place[]): Promise<Located> {
  if (!place) return { kind: "unknown" };
  if (others.length > 0) return { kind: "duplicate", files: [place, ...others].map(({ file }) => file.name) };
  try {
    return { kind: "series", series: await place.file.series(place.columns) };
  } catch (error) {
    if (error instanceof PriceFolderError) return { kind: "bad-file", error };
    throw error;
  }
}
