import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { isTicker } from "#lib/portfolio-import/ticker.ts";

const CURRENCY_PAIR = /^[A-Z]{3}\/[A-Z]{3}$/;

/** Whether a symbol is a pair of currencies, such as EUR/USD. */
export function isCurrencyPair(symbol: string): boolean {
  return CURRENCY_PAIR.test(symbol);
}

/** The symbol a text names, upper-cased: a ticker, an option (OCC, unpadded) or a pair of currencies; null when none. */
export function priceSymbol(text: string): string | null {
  const symbol = text.trim().toUpperCase();
  if (isTicker(symbol) || isCurrencyPair(symbol)) return symbol;
  return readOccSymbol(symbol) ? symbol.replaceAll(" ", "") : null;
}

/** What a symbol is found by: class shares are one symbol however they are written (BRK.B, BRK-B). */
export function symbolKey(symbol: string): string {
  return symbol.trim().toUpperCase().replaceAll("-", ".");
}
