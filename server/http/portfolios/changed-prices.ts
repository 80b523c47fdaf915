import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";
import {
  portfolioCorrelations,
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
  positionValues,
  snapshots,
} from "#server/db/schema/analytics.ts";
import { positions } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";

const COMPUTED = [
  ...[snapshots, positionValues, portfolioFactors, portfolioRisk, portfolioSectors],
  ...[portfolioCorrelations, portfolioStress],
] as const;
const NO_LIVE_ROW = {
  ...{ liveDate: null, livePrice: null, livePriceDate: null },
  ...{ liveMarketValue: null, liveUnrealizedPnl: null, liveRealizedPnl: null },
} as const;

/** The id of the run of a portfolio that is in line or at work; null where there is none. */
export async function activeRunId(tx: Transaction, portfolioId: string): Promise<string | null> {
  const [run] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolioId), inArray(runs.status, ["queued", "running"])));
  return run?.id ?? null;
}

/**
 * Removes all that was computed of a portfolio, so that nothing stands beside what comes from other prices; answers with
 * what the portfolio is set to. Nothing stored has the next run begin at the first date; the time tells a retry that what
 * its run has computed is outdated.
 */
export async function forgetResults(tx: Transaction, portfolioId: string) {
  for (const table of COMPUTED) await tx.delete(table).where(eq(table.portfolioId, portfolioId));
  await tx.update(positions).set(NO_LIVE_ROW).where(eq(positions.portfolioId, portfolioId));
  return { recomputeFrom: null, recomputeSetAt: sql`now()`, recomputeSetBy: null, recomputeEdits: 0 };
}
