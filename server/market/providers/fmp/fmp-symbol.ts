import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";

/** What FMP calls a symbol, and its currency where the symbol itself tells: others are found in the profile. */
export interface FmpSymbol {
  readonly ticker: string;
  readonly market: "stocks" | "fx";
  readonly currency: string | null;
}

const PAIR = /^([A-Z]{3})\/([A-Z]{3})$/;

/** FMP's exchanges whose suffix is one letter; any other single letter after the dot is a class of shares. */
const ONE_LETTER_EXCHANGES = new Set(["F", "L", "T", "V"]);

/**
 * "BRK.B" is BRK-B, "EUR/USD" is EURUSD; listings outside the United States carry their exchange, as EURO.DE does. Null
 * for options, which FMP does not have.
 */
export function fmpSymbol(symbol: string): FmpSymbol | null {
  const [, base, quote] = PAIR.exec(symbol) ?? [];
  if (base && quote) return { ticker: `${base}${quote}`, market: "fx", currency: quote };
  if (readOccSymbol(symbol)) return null;
  const [, stem, letter] = /^([A-Z0-9]+)\.([A-Z])$/.exec(symbol) ?? [];
  if (stem && letter && !ONE_LETTER_EXCHANGES.has(letter)) {
    return { ticker: `${stem}-${letter}`, market: "stocks", currency: "USD" };
  }
  return { ticker: symbol, market: "stocks", currency: symbol.includes(".") ? null : "USD" };
}

/** The reverse for stocks: BRK-B → BRK.B. */
export const canonicalSymbol = (ticker: string): string =>
  ticker.replace(/^([A-Z0-9]+)-([A-Z])$/, (whole, stem: string, letter: string) =>
    ONE_LETTER_EXCHANGES.has(letter) ? whole : `${stem}.${letter}`,
  );
