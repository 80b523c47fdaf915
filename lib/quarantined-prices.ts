import { counted } from "./counted.ts";

/** A price that is not believed; ISO date. */
export interface QuarantinedPrice {
  readonly symbol: string;
  readonly date: string;
  readonly rule: string;
  readonly reason: string;
}

/** Prices of one symbol that follow one another and are not believed by the same rule. */
export interface QuarantinedStretch extends Omit<QuarantinedPrice, "date"> {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Further apart, two prices are two matters. */
const CLOSE_MS = 7 * 86_400_000;

/** The prices by symbol and date, those together that are one matter; the reason is the first one's. */
export function quarantinedStretches(prices: readonly QuarantinedPrice[]): QuarantinedStretch[] {
  const stretches: QuarantinedStretch[] = [];
  const keyed = prices.map((price) => ({ ...price, key: `${price.symbol} ${price.date}` }));
  for (const { symbol, date, rule, reason } of keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const last = stretches.at(-1);
    const goesOn = last?.symbol === symbol && last.rule === rule && Date.parse(date) - Date.parse(last.to) <= CLOSE_MS;
    if (last && goesOn) stretches[stretches.length - 1] = { ...last, to: date, count: last.count + 1 };
    else stretches.push({ symbol, rule, reason, from: date, to: date, count: 1 });
  }
  return stretches;
}

/** "ACME 2025-03-03: 10,012 where 100.1 is usual (100×)", "ACME 2025-03-03 to 2025-03-14, 10 prices: …". */
export function stretchText(stretch: QuarantinedStretch, day: (date: string) => string = (date) => date): string {
  const { symbol, from, to, count, reason } = stretch;
  const when = count === 1 ? day(from) : `${day(from)} to ${day(to)}, ${counted(count, "price")}`;
  return `${symbol} ${when}: ${reason}`;
}
