import { epochDays } from "#lib/analytics/epoch-day.ts";
import { PRICE_MAX_AGE_DAYS } from "#lib/analytics/price-at.ts";
import { intAt, valueAt } from "#lib/analytics/value-at.ts";
import type { PriceTable } from "#server/market/price-history.ts";
import { heldUntil } from "../held-until.ts";
import type { Position } from "../ports.ts";
import { pricedSymbol } from "../position-kind.ts";

/** How much of a run's dates a symbol's stored prices cover. */
export interface SessionCoverage {
  readonly symbol: string;
  /** The newest of its dates with a close of their own; null where there is none. */
  readonly newest: string | null;
  /** Dates with a close of their own. */
  readonly sessions: number;
  /** Dates with a price by the rule of at most seven days. */
  readonly usable: number;
  /** Dates on which a position in the symbol is held, and those of them without a usable price. */
  readonly held: number;
  readonly unpriced: number;
}

/** Whether any of the run's dates has a usable price. */
export const isPriced = ({ usable }: SessionCoverage): boolean => usable > 0;

/** The stored prices of each symbol, held against the dates of the run. */
export function sessionCoverage(
  table: PriceTable,
  dates: readonly string[],
  symbols: readonly string[],
  positions: readonly Position[],
): SessionCoverage[] {
  const days = epochDays(table.sessions);
  return symbols.map((symbol) => {
    const priced = pricedDates(table, days, symbol);
    const own = positions
      .filter((position) => pricedSymbol(position) === symbol)
      .map((position) => ({ from: position.entryDate, until: heldUntil(position) }));
    const heldDates = dates.filter((date) => own.some(({ from, until }) => from <= date && date <= (until ?? date)));
    const usable = (date: string) => priced.has(date);
    const closed = dates.filter((date) => priced.get(date) === 0);
    return {
      symbol,
      newest: closed.at(-1) ?? null,
      sessions: closed.length,
      usable: dates.filter(usable).length,
      held: heldDates.length,
      unpriced: heldDates.filter((date) => !usable(date)).length,
    };
  });
}

/** Sessions with a usable price → its age in days. */
function pricedDates({ sessions, columns }: PriceTable, days: Int32Array, symbol: string): Map<string, number> {
  const closes = columns.get(symbol)?.close;
  const priced = new Map<string, number>();
  let newest = Number.NEGATIVE_INFINITY;
  for (const [index, session] of sessions.entries()) {
    const day = intAt(days, index);
    if (closes && !Number.isNaN(valueAt(closes, index))) newest = day;
    if (day - newest <= PRICE_MAX_AGE_DAYS) priced.set(session, day - newest);
  }
  return priced;
}
