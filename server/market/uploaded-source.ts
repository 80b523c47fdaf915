import { asc, eq } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { priceFiles } from "#server/db/schema/market.ts";
import type { PriceSource } from "./price-source.ts";
import { createUploadedPrices } from "./sources/uploaded-prices.ts";

/** The price source that the files uploaded with a portfolio are, as they are now; null where there are none. */
export async function readUploadedSource(db: Database, portfolioId: string): Promise<PriceSource | null> {
  const files = await db
    .select({ name: priceFiles.name, content: priceFiles.content })
    .from(priceFiles)
    .where(eq(priceFiles.portfolioId, portfolioId))
    .orderBy(asc(priceFiles.name));
  return files.length > 0 ? createUploadedPrices(portfolioId, files) : null;
}
