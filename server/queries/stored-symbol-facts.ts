import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { corporateActions, priceCoverage, symbolListings } from "#server/db/schema/market.ts";
import { type DateRange, SETTLING_DAYS, shiftedDate } from "#server/market/coverage.ts";
import { dollarConversion } from "#server/market/currency.ts";
import { CALENDAR_RANGE, sessionOnOrAfter, sessionOnOrBefore } from "#server/market/nyse-calendar.ts";

/** A symbol, and the day from which on it is held, YYYY-MM-DD. */
export interface HeldSince {
  readonly symbol: string;
  readonly since: string;
}

/** What is stored of symbols under a price source: it was collected for a portfolio before. */
export interface StoredSymbolFacts {
  /** Splits after the day each is held from, up to `today`: new shares per old, by ex-date. */
  readonly splits: readonly { readonly symbol: string; readonly date: string; readonly ratio: number }[];
  /** Those whose prices are in another currency than dollars, ISO 4217. */
  readonly foreign: readonly { readonly symbol: string; readonly currency: string }[];
  /** Those of which not every session since is collected yet: there may be splits that are not listed. */
  readonly unstored: readonly string[];
}

/** Looks symbols up in what is stored; no provider is asked. */
export async function storedSymbolFacts(
  db: Database,
  source: string,
  held: readonly HeldSince[],
  today: string,
): Promise<StoredSymbolFacts> {
  if (held.length === 0) return { splits: [], foreign: [], unstored: [] };
  const since = new Map(held.map((each) => [each.symbol, each.since]));
  const symbols = [...since.keys()];
  const earliest = [...since.values()].sort()[0] ?? today;
  const { symbol, exDate, kind, value } = corporateActions;
  const splits = await db
    .select({ symbol, date: exDate, ratio: value })
    .from(corporateActions)
    .where(
      and(
        ...[eq(corporateActions.source, source), inArray(symbol, symbols), eq(kind, "split")],
        ...[gt(exDate, earliest), lte(exDate, today)],
      ),
    )
    .orderBy(asc(symbol), asc(exDate));
  const listed = await db
    .select({ symbol: symbolListings.symbol, currency: symbolListings.currency })
    .from(symbolListings)
    .where(and(eq(symbolListings.source, source), inArray(symbolListings.symbol, symbols)))
    .orderBy(symbolListings.symbol);
  const covered = await db
    .select({ symbol: priceCoverage.symbol, from: priceCoverage.fromDate, to: priceCoverage.toDate })
    .from(priceCoverage)
    .where(and(eq(priceCoverage.source, source), inArray(priceCoverage.symbol, symbols)));
  const coveredOf = Map.groupBy(covered, (range) => range.symbol);
  return {
    splits: splits.filter((split) => split.date > (since.get(split.symbol) ?? "")),
    foreign: listed.flatMap((each) => {
      const conversion = dollarConversion(each.currency);
      return conversion && conversion.currency !== "USD"
        ? [{ symbol: each.symbol, currency: conversion.currency }]
        : [];
    }),
    unstored: held.filter((each) => !isCollected(each, coveredOf.get(each.symbol), today)).map((each) => each.symbol),
  };
}

/** Whether the sessions after a day are covered, as far as sources have had time to publish them. */
function isCollected({ since }: HeldSince, covered: readonly DateRange[] | undefined, today: string): boolean {
  if (covered === undefined) return false;
  const [first, last] = [shiftedDate(since, 1), shiftedDate(today, -SETTLING_DAYS)];
  if (first > last) return true;
  const from = sessionOnOrAfter(since < CALENDAR_RANGE.first ? CALENDAR_RANGE.first : first);
  const to = sessionOnOrBefore(last);
  // Stored ranges have sessions between them: what is covered lies in one of them.
  return from > to || covered.some((range) => range.from <= from && to <= range.to);
}
