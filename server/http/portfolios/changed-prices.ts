import { and, eq, inArray, min, sql } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { runs } from "#server/db/schema/run.ts";

/** The id of the run of a portfolio that is in line or at work; null where there is none. */
export async function activeRunId(tx: Transaction, portfolioId: string): Promise<string | null> {
  const [run] = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolioId), inArray(runs.status, ["queued", "running"])));
  return run?.id ?? null;
}

/** What a portfolio is set to when nothing computed so far may stand: its next run recomputes from the first date. */
export async function recomputedFromFirst(tx: Transaction, portfolioId: string) {
  const [first] = await tx
    .select({ date: min(snapshots.date) })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolioId));
  return { recomputeFrom: first?.date ?? null, recomputeSetAt: sql`now()`, recomputeSetBy: null };
}
