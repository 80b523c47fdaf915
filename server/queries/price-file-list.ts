import { asc, eq } from "drizzle-orm";
import type { PriceFileSummary } from "#lib/price-files/check-price-files.ts";
import type { Database } from "#server/db/client.ts";
import { priceFiles } from "#server/db/schema/market.ts";

/** A price file uploaded with a portfolio, without its content. */
export interface ListedPriceFile {
  readonly name: string;
  readonly summary: PriceFileSummary;
  /** UTC ISO. */
  readonly uploadedAt: string;
}

/** The price files of a portfolio, by name. Whose it is, the caller knows. */
export async function priceFileList(db: Database, portfolioId: string): Promise<ListedPriceFile[]> {
  const { name, summary, uploadedAt } = priceFiles;
  const rows = await db
    .select({ name, summary, uploadedAt })
    .from(priceFiles)
    .where(eq(priceFiles.portfolioId, portfolioId))
    .orderBy(asc(name));
  return rows.map((row) => ({ ...row, uploadedAt: row.uploadedAt.toISOString() }));
}
