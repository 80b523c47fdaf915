import { eq } from "drizzle-orm";
import type { CheckedPriceFile } from "#lib/price-files/check-price-files.ts";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import type { Database } from "#server/db/client.ts";
import { priceFiles } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { forgetSource } from "#server/market/forget-source.ts";
import { lockSource } from "#server/market/lock-source.ts";
import { activeRunId, forgetResults } from "./changed-prices.ts";
import { storePriceFiles } from "./store-price-files.ts";

/** Ids of the run that stands in the way, or nothing. */
export type Replacement = { readonly activeRunId: string } | { readonly replaced: true };

/**
 * Makes other files a portfolio's price source. What was stored and computed from the ones before is forgotten; the next
 * run computes from the first date. Not while a run is under way, which would store the old prices again.
 */
export async function replacePriceFiles(
  db: Database,
  portfolioId: string,
  files: readonly CheckedPriceFile[],
): Promise<Replacement> {
  return db.transaction(async (tx) => {
    await lockSource(tx, uploadSource(portfolioId));
    // A run that starts at this moment waits here for its portfolio, and reads the new files.
    await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolioId)).for("update");
    const runId = await activeRunId(tx, portfolioId);
    if (runId !== null) return { activeRunId: runId };
    await tx.delete(priceFiles).where(eq(priceFiles.portfolioId, portfolioId));
    await storePriceFiles(tx, portfolioId, files);
    await forgetSource(tx, uploadSource(portfolioId));
    const changed = { priceSource: uploadSource(portfolioId), ...(await forgetResults(tx, portfolioId)) };
    await tx.update(portfolios).set(changed).where(eq(portfolios.id, portfolioId));
    return { replaced: true };
  });
}
