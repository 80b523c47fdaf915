import { basename, extname } from "node:path";
import { PriceFolderError } from "./price-folder-error.ts";

/** Column numbers of one symbol's bars; absent columns are null. `adjusted` replaces `close` where it is there. */
export interface SymbolColumns {
  symbol: string;
  open: number | null;
  high: number | null;
  low: number | null;
  close: number;
  adjusted: number | null;
  volume: number | null;
}

/** How to read a price file: which column holds the date and which each symbol's bars. */
export interface PriceLayout {
  header: readonly string[];
  date: number;
  symbols: readonly SymbolColumns[];
}

const VALID_SYMBOL = /^[A-Z0-9._-]{1,20}$/;

const fieldName = (heading: string) => heading.trim().toLowerCase().replaceAll(/[\s_]/g, "");

function fileSymbol(file: string): string {
  const stem = basename(file, extname(file)).toUpperCase();
  return stem.slice(stem.lastIndexOf("-") + 1);
}

function perSymbol(file: string, fields: readonly string[]): SymbolColumns[] {
  const column = (...names: string[]) => {
    const index = fields.findIndex((field) => names.includes(field));
    return index < 0 ? null : index;
  };
  return [
    {
      symbol: fileSymbol(file),
      open: column("open"),
      high: column("high"),
      low: column("low"),
      close: fields.indexOf("close"),
      adjusted: column("adjclose", "adjustedclose"),
      volume: column("volume"),
    },
  ];
}

function wide(header: readonly string[], date: number): SymbolColumns[] {
  const rest = { open: null, high: null, low: null, adjusted: null, volume: null };
  return header.flatMap((heading, close) => {
    const symbol = heading.trim().toUpperCase();
    return close !== date && VALID_SYMBOL.test(symbol) ? [{ ...rest, symbol, close }] : [];
  });
}

/**
 * Reads a header in either layout: with a `close` column the file holds one symbol, named by the file after its last
 * dash; otherwise every column but the date is a symbol's closes. Throws `bad-file` without a date or a symbol.
 */
export function priceLayout(file: string, header: readonly string[]): PriceLayout {
  const fields = header.map(fieldName);
  const date = fields.indexOf("date");
  if (date < 0) throw new PriceFolderError("bad-file", `${basename(file)} has no Date column`);
  const symbols = fields.includes("close") ? perSymbol(file, fields) : wide(header, date);
  if (symbols.length === 0) throw new PriceFolderError("bad-file", `${basename(file)} has no symbol column`);
  return { header, date, symbols };
}
