import { and, eq, inArray, min, sql } from "drizzle-orm";
import type { CheckedPriceFile } from "#lib/price-files/check-price-files.ts";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { priceFiles } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { forgetSource } from "#server/market/forget-source.ts";
import { storePriceFiles } from "./store-price-files.ts";

/** Ids of the run that stands in the way, or nothing. */
export type Replacement = { readonly activeRunId: string } | { readonly replaced: true };

/**
 * Makes other files a portfolio's price source. What was stored and computed from the ones before is forgotten, and its
 * results are to be recomputed from the first. Not while a run is under way, which would store the old prices again.
 */
export async function replacePriceFiles(
  db: Database,
  portfolioId: string,
  files: readonly CheckedPriceFile[],
): Promise<Replacement> {
  return db.transaction(async (tx) => {
    // A run that starts at this moment waits here for its portfolio, and reads the new files.
    await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolioId)).for("update");
    const activeRunId = await activeRun(tx, portfolioId);
    if (activeRunId !== null) return { activeRunId };
    await tx.delete(priceFiles).where(eq(priceFiles.portfolioId, portfolioId));
    await storePriceFiles(tx, portfolioId, files);
    await forgetSource(tx, uploadSource(portfolioId));
    const [first] = await tx
      .select({ date: min(snapshots.date) })
      .from(snapshots)
      .where(eq(snapshots.portfolioId, portfolioId));
    const recompute = { recomputeFrom: first?.date ?? null, recomputeSetAt: sql`now()`, recomputeSetBy: null };
    const changed = { priceSource: uploadSource(portfolioId), ...recompute };
    await tx.update(portfolios).set(changed).where(eq(portfolios.id, portfolioId));
    return { replaced: true };
  });
}

async function activeRun(tx: Transaction, portfolioId: string): Promise<string | null> {
  const [run] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolioId), inArray(runs.status, ["queued", "running"])));
  return run?.id ?? null;
}
