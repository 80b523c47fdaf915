import { and, eq } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { symbolListings } from "#server/db/schema/market.ts";
import type { PhasePorts } from "../ports.ts";
import { supplierLabel } from "./supplier-label.ts";

/** Who supplies each symbol's prices, in words. */
export async function readSuppliers(
  { db, source }: PhasePorts,
  symbols: readonly string[],
): Promise<(symbol: string) => string> {
  const rows = await db
    .select({ symbol: symbolListings.symbol, provider: symbolListings.provider })
    .from(symbolListings)
    .where(and(eq(symbolListings.source, source.name), anyOf(symbolListings.symbol, symbols)));
  const providers = new Map(rows.map(({ symbol, provider }) => [symbol, provider]));
  return (symbol) => supplierLabel(providers.get(symbol), source);
}
