import type { ImportedPosition } from "./imported-position.ts";

type Held = Pick<ImportedPosition, "symbol" | "underlyingSymbol" | "investmentClass" | "investmentSubtype">;

/** The symbol whose market price a position needs, an option's being its underlying's; null for cash and what has no market. */
export function neededSymbol({ symbol, underlyingSymbol, investmentClass, investmentSubtype }: Held): string | null {
  if (investmentClass === "OPTIONS") return underlyingSymbol;
  return investmentClass === "PUBLIC" && investmentSubtype !== "CASH" ? symbol : null;
}

/** The physical lines of the positions that need each symbol's price, in the order of the file. */
export function linesBySymbol(positions: readonly (Held & Pick<ImportedPosition, "row">)[]): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const position of positions) {
    const symbol = neededSymbol(position);
    if (symbol === null) continue;
    const known = lines.get(symbol);
    if (known) known.push(position.row);
    else lines.set(symbol, [position.row]);
  }
  return lines;
}
