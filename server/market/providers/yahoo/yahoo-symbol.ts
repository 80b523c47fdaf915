/** Yahoo's exchanges whose suffix is one letter; any other single letter after the dot is a class of shares. */
const ONE_LETTER_EXCHANGES = new Set(["F", "L", "T", "V"]);

/** Yahoo's name of a symbol: BRK.B → BRK-B, EUR/USD → EURUSD=X; PNCE.L, EURO.DE and option symbols as they are. */
export function yahooSymbol(symbol: string): string {
  const [, base, quote] = /^([A-Z]{3})\/([A-Z]{3})$/.exec(symbol) ?? [];
  if (base && quote) return `${base}${quote}=X`;
  const [, stem, letter] = /^([A-Z0-9]+)\.([A-Z])$/.exec(symbol) ?? [];
  return stem && letter && !ONE_LETTER_EXCHANGES.has(letter) ? `${stem}-${letter}` : symbol;
}

/** The reverse of `yahooSymbol`: BRK-B → BRK.B, EURUSD=X → EUR/USD. */
export function canonicalSymbol(yahoo: string): string {
  const [, base, quote] = /^([A-Z]{3})([A-Z]{3})=X$/.exec(yahoo) ?? [];
  if (base && quote) return `${base}/${quote}`;
  return yahoo.replace(/^([A-Z0-9]+)-([A-Z])$/, (whole, stem: string, letter: string) =>
    ONE_LETTER_EXCHANGES.has(letter) ? whole : `${stem}.${letter}`,
  );
}
