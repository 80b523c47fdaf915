import { and, eq, ne } from "drizzle-orm";
import { isCurrencyPair } from "#lib/price-files/price-symbol.ts";
import type { Transaction } from "#server/db/client.ts";
import { symbolListings } from "#server/db/schema/market.ts";
import { dollarConversion } from "#server/market/currency.ts";
import type { ChangedPrices } from "../recompute.ts";

/** What changed, and with an exchange rate the dollar prices of every listing that it converts. */
export async function withConverted(
  tx: Transaction,
  source: string,
  changed: readonly ChangedPrices[],
): Promise<ChangedPrices[]> {
  const rates = changed.filter(({ symbol }) => isCurrencyPair(symbol));
  if (rates.length === 0) return [...changed];
  const { symbol: listed, currency } = symbolListings;
  const listings = await tx
    .select({ symbol: listed, currency })
    .from(symbolListings)
    .where(and(eq(symbolListings.source, source), ne(currency, "USD")));
  const converted = rates.flatMap((rate) =>
    listings
      .filter((listing) => dollarConversion(listing.currency)?.pair === rate.symbol)
      .map(({ symbol }) => ({ ...rate, symbol })),
  );
  return [...changed, ...converted];
}
