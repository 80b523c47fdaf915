import { eq, inArray } from "drizzle-orm";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import type { Database } from "#server/db/client.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runLeases, runs } from "#server/db/schema/run.ts";
import { forgetSource } from "#server/market/forget-source.ts";
import { lockSource } from "#server/market/lock-source.ts";

/**
 * Removes a portfolio with its positions, results, runs and price files. A run that is under way loses its lease and
 * stops.
 */
export async function deletePortfolio(db: Database, portfolioId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockSource(tx, uploadSource(portfolioId));
    // Leases before rows, as every writer of a run locks its lease before anything else: the other order can deadlock.
    const ofPortfolio = tx.select({ id: runs.id }).from(runs).where(eq(runs.portfolioId, portfolioId));
    await tx.delete(runLeases).where(inArray(runLeases.runId, ofPortfolio));
    await tx.delete(portfolios).where(eq(portfolios.id, portfolioId));
    await forgetSource(tx, uploadSource(portfolioId));
  });
}
