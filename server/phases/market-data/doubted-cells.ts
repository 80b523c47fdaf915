import type { RejectedCell } from "#server/market/price-source.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import type { QuarantinedBar } from "./quarantined-bar.ts";

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const NOTHING_SEEN = { open: null, high: null, low: null, volume: null };

/** The closes of an answer that are no price of a session, one a date; none of dates that have a price nevertheless. */
export function doubtedCells(source: string, { bars, rejected, listing }: FetchedSymbol): QuarantinedBar[] {
  const priced = new Set(bars.map(({ date }) => date));
  const provider = listing === null || listing.provider === source ? null : listing.provider;
  const found = new Map<string, QuarantinedBar>();
  for (const cell of rejected) {
    const { date, fault } = cell;
    if (!fault || !ISO_DATE.test(date) || priced.has(date) || found.has(date)) continue;
    found.set(date, { ...NOTHING_SEEN, date, close: fault.close, provider, rule: fault.rule, reason: inWords(cell) });
  }
  return [...found.values()];
}

/** "not a number (close "ten")". */
const inWords = ({ value, place, reason }: RejectedCell) => (value === "" ? reason : `${reason} (${place} "${value}")`);
