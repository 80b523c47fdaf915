import { presentSession, sessionOnOrBefore } from "#server/market/nyse-calendar.ts";
import type { PriceSource } from "#server/market/price-source.ts";
import type { Position } from "./ports.ts";
import { pricedSymbol } from "./position-kind.ts";

/**
 * The last session past its close with prices of every symbol held then, of all that ever were where none is; null
 * without a price of any. An option that has expired by then holds no session back, one that is held on it does.
 */
export async function lastPriced(
  source: Pick<PriceSource, "presentDate">,
  positions: readonly Position[],
  now: Date,
): Promise<string | null> {
  const open = positions.filter(({ exitDate }) => exitDate === null);
  const heldOn = (date: string | null) =>
    open.filter(
      ({ expirationDate: expiry }) => expiry === null || (date !== null && sessionOnOrBefore(expiry) >= date),
    );
  // The earlier the session, the more options are still held on it: it ends once none is added.
  for (let held = heldOn(null); ; ) {
    const last = held.length > 0 ? await source.presentDate(now, symbolsOf(held)) : presentSession(now);
    const then = last === null ? held : heldOn(last);
    if (then.length > held.length) held = then;
    else return held.length > 0 ? last : source.presentDate(now, symbolsOf(positions));
  }
}

/** Symbols whose prices positions need, each once, sorted. */
export function symbolsOf(positions: readonly Position[]): string[] {
  const symbols = positions.map(pricedSymbol).filter((symbol) => symbol !== null);
  return [...new Set(symbols)].toSorted();
}
