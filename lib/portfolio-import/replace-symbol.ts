import type { PositionColumn } from "./columns.ts";
import type { CellCorrection } from "./corrections.ts";
import { readOccSymbol, rootOf } from "./occ-symbol.ts";
import type { PreviewRow } from "./row-cells.ts";

/** One symbol written in place of another in the positions of some lines. Both are tickers in upper case. */
export interface SymbolReplacement {
  readonly from: string;
  readonly to: string;
  /** Physical lines, from 1. */
  readonly rows: readonly number[];
}

/** What to correct for a replacement: the Symbol, an option's underlying and the root of its OCC symbol. */
export function replacedSymbols(rows: readonly PreviewRow[], replacement: SymbolReplacement): CellCorrection[] {
  const wanted = new Set(replacement.rows);
  return rows.flatMap((row) => (wanted.has(row.row) ? renamed(row, replacement) : []));
}

function renamed({ row, cells }: PreviewRow, { from, to }: SymbolReplacement): CellCorrection[] {
  const symbol = cells.Symbol.toUpperCase();
  const underlying = cells["Underlying Symbol"].toUpperCase();
  const contract = readOccSymbol(symbol);
  const values = new Map<PositionColumn, string>();
  if (symbol === from) values.set("Symbol", to);
  if (underlying === from) values.set("Underlying Symbol", to);
  const [before, after] = [rootOf(from), rootOf(to)];
  if (contract && before !== "" && after !== "" && contract.root.startsWith(before)) {
    values.set("Symbol", withRoot(symbol, contract.root, after + contract.root.slice(before.length)));
    // The root alone would be taken for the underlying's ticker.
    if (underlying === "" && after !== to) values.set("Underlying Symbol", to);
  }
  return Array.from(values, ([column, text]) => [row, column, text]);
}

/** An OCC symbol under another root, padded if it was. */
function withRoot(occ: string, root: string, other: string): string {
  const rest = occ.slice(root.length);
  return rest.startsWith(" ") ? other.padEnd(6) + rest.trimStart() : other + rest;
}
