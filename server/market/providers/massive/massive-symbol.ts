import { formatOccSymbol, readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";

/** What Massive calls a symbol, in which of its markets, and the currency it is quoted in. */
export interface MassiveSymbol {
  readonly ticker: string;
  readonly market: "stocks" | "fx" | "options";
  readonly currency: string;
}

const PAIR = /^([A-Z]{3})\/([A-Z]{3})$/;

/** "BRK.B" is its ticker too; "EUR/USD" is C:EURUSD, the OCC symbol AAPL251219C00200000 is O:AAPL251219C00200000. */
export function massiveSymbol(symbol: string): MassiveSymbol {
  const [, base, quote] = PAIR.exec(symbol) ?? [];
  if (base && quote) return { ticker: `C:${base}${quote}`, market: "fx", currency: quote };
  const contract = readOccSymbol(symbol);
  if (contract) return { ticker: `O:${formatOccSymbol(contract)}`, market: "options", currency: "USD" };
  return { ticker: symbol, market: "stocks", currency: "USD" };
}
