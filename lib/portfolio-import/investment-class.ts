/** The subtypes of each investment class. */
export const SUBTYPES = {
  PUBLIC: ["STOCK", "ETF", "MUTUAL_FUND", "BOND", "CASH"],
  OPTIONS: ["CALL", "PUT"],
  PRIVATE: [
    "PRIVATE_EQUITY",
    "VENTURE_CAPITAL",
    "HEDGE_FUND",
    "PRIVATE_REIT",
    "REAL_ESTATE",
    "CRYPTO",
    "ART",
    "MONEY_MARKET",
    "TREASURY_BILLS",
    "CASH",
    "COMMODITY",
    "OTHER",
  ],
} as const;

export type InvestmentClass = keyof typeof SUBTYPES;
export type InvestmentSubtype = (typeof SUBTYPES)[InvestmentClass][number];

/** Classes in the order in which a subtype given alone is looked up: CASH alone is public. */
export const INVESTMENT_CLASSES = ["PUBLIC", "OPTIONS", "PRIVATE"] as const satisfies readonly InvestmentClass[];

const asToken = (text: string) => text.toUpperCase().replace(/[\s-]+/g, "_");

/** The class a cell names, whatever its case; undefined when it names none. */
export function classNamed(text: string): InvestmentClass | undefined {
  return INVESTMENT_CLASSES.find((name) => name === asToken(text));
}

/** The subtype a cell names within one class ("real estate" → REAL_ESTATE); undefined when that class has none such. */
export function subtypeNamed(text: string, investmentClass: InvestmentClass): InvestmentSubtype | undefined {
  return SUBTYPES[investmentClass].find((name) => name === asToken(text));
}

/** The class that a subtype given alone belongs to; undefined when no class has it. */
export function classOfSubtype(text: string): InvestmentClass | undefined {
  return INVESTMENT_CLASSES.find((name) => subtypeNamed(text, name) !== undefined);
}

// US money market funds carry five-letter tickers ending in XX; CASH is also a listed bank, so its price tells them apart.
const isCash = (symbol: string, price: string) =>
  /^[A-Z]{3}XX$/.test(symbol) || (/^(?:CASH|USD)$/.test(symbol) && price === "1");

/** The subtype of a row that gives none; null for options, whose type says it. `price` is the entry price as a decimal. */
export function inferSubtype(
  investmentClass: InvestmentClass,
  symbol: string,
  price: string,
): InvestmentSubtype | null {
  if (investmentClass === "OPTIONS") return null;
  const cash = isCash(symbol, price);
  if (investmentClass === "PUBLIC") return cash ? "CASH" : "STOCK";
  return cash ? "CASH" : "OTHER";
}
