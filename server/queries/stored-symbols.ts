import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { priceCoverage } from "#server/db/schema/market.ts";

/** Those of the symbols of which a source has prices stored. */
export async function storedSymbols(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ symbol: priceCoverage.symbol })
    .from(priceCoverage)
    .where(and(eq(priceCoverage.source, source), inArray(priceCoverage.symbol, [...symbols])));
  return new Set(rows.map(({ symbol }) => symbol));
}
