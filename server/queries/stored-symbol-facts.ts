import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { corporateActions, symbolListings } from "#server/db/schema/market.ts";
import { dollarConversion } from "#server/market/currency.ts";
import { storedSymbols } from "./stored-symbols.ts";

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
  /** Those of which nothing is stored yet. */
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
  const stored = await storedSymbols(db, source, symbols);
  return {
    splits: splits.filter((split) => split.date > (since.get(split.symbol) ?? "")),
    foreign: listed.flatMap((each) => {
      const conversion = dollarConversion(each.currency);
      return conversion && conversion.currency !== "USD"
        ? [{ symbol: each.symbol, currency: conversion.currency }]
        : [];
    }),
    unstored: symbols.filter((each) => !stored.has(each)),
  };
}
