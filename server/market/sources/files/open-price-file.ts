import type { PriceLayout, SymbolColumns } from "#lib/price-files/price-layout.ts";
import type { PriceRow } from "#lib/price-files/price-rows.ts";
import { type DatedRow, datedRows, type PriceSeries, priceSeries } from "#lib/price-files/price-series.ts";
import { symbolKey } from "#lib/price-files/price-symbol.ts";
import type { PriceFolderError } from "./price-folder-error.ts";
import { sessionRule } from "./session-rule.ts";

/** A price file whose header is known and whose rows are read when one of its symbols is first asked for. */
export interface OpenPriceFile {
  readonly name: string;
  /** Or why its header cannot be read. */
  readonly layout: PriceLayout | PriceFolderError;
  /** Rejects with `bad-file`. */
  series(columns: SymbolColumns): Promise<PriceSeries>;
}

/** A file with a header; `readRows` gives its rows, the header first, and is called once. */
export function openPriceFile(
  name: string,
  layout: PriceLayout,
  readRows: () => Promise<readonly PriceRow[]>,
): OpenPriceFile {
  let rows: Promise<readonly DatedRow[]> | null = null;
  const known = new Map<string, PriceSeries>();
  return {
    name,
    layout,
    async series(columns) {
      rows ??= readRows().then((read) => datedRows(layout, read, sessionRule));
      const key = symbolKey(columns.symbol);
      const series = known.get(key) ?? priceSeries(layout, columns, await rows);
      known.set(key, series);
      return series;
    },
  };
}
