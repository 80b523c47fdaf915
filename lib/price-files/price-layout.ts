import { type PriceFileProblem, priceFileProblem } from "./price-file-problem.ts";
import { priceSymbol } from "./price-symbol.ts";

/** Column numbers of one symbol's bars; absent columns are null. `adjusted` replaces `close` where it is there. */
export interface SymbolColumns {
  readonly symbol: string;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number;
  readonly adjusted: number | null;
  readonly volume: number | null;
}

/** How to read a price file: which column holds the date and which each symbol's bars. */
export interface PriceLayout {
  readonly header: readonly string[];
  readonly date: number;
  readonly symbols: readonly SymbolColumns[];
}

/** What closes are on: `adjusted` ones contain splits and dividends, with a table of those they are `as traded`. */
export type PriceBasis = "as traded" | "adjusted";

const fieldName = (heading: string) => heading.trim().toLowerCase().replaceAll(/[\s_]/g, "");

/** The symbol a file's name ends in, after its last dash: `daily-2025-KO.csv` has those of KO. */
function symbolOfFile(file: string): string | null {
  const stem = file.replace(/\.(?:csv|tsv|txt)$/i, "");
  return priceSymbol(stem.slice(stem.lastIndexOf("-") + 1));
}

function perSymbol(file: string, fields: readonly string[], basis: PriceBasis): SymbolColumns[] {
  const column = (...names: string[]) => {
    const index = fields.findIndex((field) => names.includes(field));
    return index < 0 ? null : index;
  };
  const symbol = symbolOfFile(file);
  if (symbol === null) return [];
  return [
    {
      symbol,
      open: column("open"),
      high: column("high"),
      low: column("low"),
      close: fields.indexOf("close"),
      adjusted: basis === "adjusted" ? column("adjclose", "adjustedclose") : null,
      volume: column("volume"),
    },
  ];
}

function wide(header: readonly string[], date: number): SymbolColumns[] {
  const rest = { open: null, high: null, low: null, adjusted: null, volume: null };
  return header.flatMap((heading, close) => {
    const symbol = close === date ? null : priceSymbol(heading);
    return symbol === null ? [] : [{ ...rest, symbol, close }];
  });
}

/**
 * Reads a header in either layout: with a `close` column the file holds one symbol, named by the file after its last
 * dash; otherwise every column but the date is a symbol's closes. Without a date or a symbol it is the file's problem.
 */
export function priceLayout(
  file: string,
  header: readonly string[],
  basis: PriceBasis,
): PriceLayout | PriceFileProblem {
  const fields = header.map(fieldName);
  const date = fields.indexOf("date");
  if (date < 0) return priceFileProblem(file, "ERR_PRICE_002");
  const isPerSymbol = fields.includes("close");
  const symbols = isPerSymbol ? perSymbol(file, fields, basis) : wide(header, date);
  if (symbols.length > 0) return { header, date, symbols };
  const message = isPerSymbol ? "The file is not named after a symbol" : "The file has no symbol column";
  return priceFileProblem(file, "ERR_PRICE_003", { message });
}
