import { and, eq, ne, sql } from "drizzle-orm";
import { convertedText } from "#lib/converted-prices.ts";
import type { Database } from "#server/db/client.ts";
import { symbolListings } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { dollarConversion } from "#server/market/currency.ts";

/** Which of a portfolio's prices are in another currency, in words, a line per currency. */
export async function currencyNotes(db: Database, portfolioId: string): Promise<string[]> {
  const { symbol, source, currency } = symbolListings;
  const rows = await db
    .selectDistinct({ symbol, currency })
    .from(positions)
    .innerJoin(portfolios, eq(portfolios.id, positions.portfolioId))
    .innerJoin(
      symbolListings,
      and(
        eq(source, portfolios.priceSource),
        eq(symbol, sql`coalesce(${positions.underlyingSymbol}, ${positions.symbol})`),
        ne(currency, "USD"),
      ),
    )
    .where(eq(positions.portfolioId, portfolioId))
    .orderBy(symbol);
  const foreign = rows.flatMap((row) => {
    const conversion = dollarConversion(row.currency);
    return conversion ? [{ symbol: row.symbol, currency: conversion.currency }] : [];
  });
  return [...Map.groupBy(foreign, (row) => row.currency)].map(([name, of]) =>
    convertedText(
      name,
      of.map((row) => row.symbol),
    ),
  );
}
