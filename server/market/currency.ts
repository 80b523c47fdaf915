/** Hundredths in which some exchanges quote: what they are of. "GBX" and "ZAC" are other spellings. */
const HUNDREDTHS: Readonly<Record<string, string>> = {
  GBp: "GBP",
  GBX: "GBP",
  ZAc: "ZAR",
  ZAC: "ZAR",
  ILA: "ILS",
};

/** How prices of a currency become US dollars. */
export interface DollarConversion {
  /** The currency itself, of which the prices may be hundredths. */
  readonly currency: string;
  /** Its daily rates are the closes of this symbol: "EUR/USD". */
  readonly pair: string;
  /** Price × unit × rate = US dollars. */
  readonly unit: number;
}

/** Null for prices that are in US dollars, or whose currency their source does not say. */
export function dollarConversion(currency: string | null): DollarConversion | null {
  if (currency === null || currency === "USD") return null;
  const whole = HUNDREDTHS[currency];
  return { currency: whole ?? currency, pair: `${whole ?? currency}/USD`, unit: whole === undefined ? 1 : 0.01 };
}

/** Whether prices in two currencies become dollars alike; prices whose currency nobody says count as dollars. */
export function isSameMoney(one: string | null, other: string | null): boolean {
  const [a, b] = [dollarConversion(one), dollarConversion(other)];
  return a?.pair === b?.pair && a?.unit === b?.unit;
}
