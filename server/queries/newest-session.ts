import { eq, max } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";

/** The newest session computed of a portfolio; null before the first. */
export async function newestSession(db: Database, portfolioId: string): Promise<string | null> {
  const [row] = await db
    .select({ date: max(snapshots.date) })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolioId));
  return row?.date ?? null;
}
