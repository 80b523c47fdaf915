import { and, asc, between, eq, ne } from "drizzle-orm";
import { epochDay } from "#lib/analytics/epoch-day.ts";
import { PRICE_MAX_AGE_DAYS } from "#lib/analytics/price-at.ts";
import { anyOf } from "#server/db/any-of.ts";
import type { Database } from "#server/db/client.ts";
import { bars, symbolListings } from "#server/db/schema/market.ts";
import { shiftedDate } from "./coverage.ts";
import { type DollarConversion, dollarConversion } from "./currency.ts";
import { datesThrough } from "./dates-before.ts";
import type { PriceRange } from "./price-history.ts";

/** US dollars per unit of a listing's prices on a date; null without a rate of at most seven days before. */
export type DollarRate = (date: string) => number | null;

/** A year's dividends are what an option's model yields on, at the first session too. */
const DIVIDEND_DAYS = 365;

/** The currencies of those of a source's listings that are not in US dollars, by symbol. */
export async function readConversions(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<Map<string, DollarConversion>> {
  const { symbol, currency } = symbolListings;
  const rows = await db
    .select({ symbol, currency })
    .from(symbolListings)
    .where(and(eq(symbolListings.source, source), anyOf(symbol, symbols), ne(currency, "USD")))
    .orderBy(asc(symbol));
  return new Map(
    rows.flatMap((row) => {
      const conversion = dollarConversion(row.currency);
      return conversion ? [[row.symbol, conversion]] : [];
    }),
  );
}

/** How the prices of each listing that is not in US dollars become dollars, by the daily rates of its own source. */
export async function readDollarRates(db: Database, range: PriceRange): Promise<Map<string, DollarRate>> {
  const conversions = await readConversions(db, range.source, range.symbols);
  if (conversions.size === 0) return new Map();
  const pairs = [...new Set([...conversions.values()].map(({ pair }) => pair))];
  const rows = await db
    .select({ pair: bars.symbol, date: bars.date, close: bars.close })
    .from(bars)
    .where(
      and(
        eq(bars.source, range.source),
        anyOf(bars.symbol, pairs),
        between(bars.date, shiftedDate(range.from, -DIVIDEND_DAYS - PRICE_MAX_AGE_DAYS), range.to),
      ),
    )
    .orderBy(asc(bars.symbol), asc(bars.date));
  const series = Map.groupBy(rows, ({ pair }) => pair);
  return new Map(
    [...conversions].map(([symbol, { pair, unit }]) => [symbol, dollarRate(series.get(pair) ?? [], unit)]),
  );
}

/** By a series of rates, ascending by date. */
function dollarRate(rates: readonly { readonly date: string; readonly close: number }[], unit: number): DollarRate {
  const dates = rates.map(({ date }) => date);
  return (date) => {
    const newest = rates[datesThrough(dates, date) - 1];
    if (!newest || epochDay(date) - epochDay(newest.date) > PRICE_MAX_AGE_DAYS) return null;
    return newest.close * unit;
  };
}
