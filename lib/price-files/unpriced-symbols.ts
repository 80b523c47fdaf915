import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { neededSymbol } from "#lib/portfolio-import/needed-symbol.ts";
import type { PriceFileSummary } from "./check-price-files.ts";
import { symbolKey } from "./price-symbol.ts";

type Held = Pick<ImportedPosition, "symbol" | "underlyingSymbol" | "investmentClass" | "investmentSubtype">;

/** Symbols that positions need a price of and no file has one, sorted. */
export function unpricedSymbols(
  positions: readonly Held[],
  files: readonly Pick<PriceFileSummary, "kind" | "symbols">[],
): string[] {
  const priced = new Set(files.flatMap(({ kind, symbols }) => (kind === "prices" ? symbols.map(symbolKey) : [])));
  const needed = positions.map(neededSymbol).filter((symbol) => symbol !== null);
  return [...new Set(needed)].filter((symbol) => !priced.has(symbolKey(symbol))).toSorted();
}
