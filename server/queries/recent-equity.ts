import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { amount } from "./amount.ts";
import type { Viewer } from "./viewer.ts";

/** Sessions of about three months. */
const SHOWN = 63;

/**
 * Equity of the newest sessions of each of the viewer's portfolios, in dollars, oldest first, at most `limit`; those
 * without snapshots are not in the map.
 */
export async function recentEquity(db: Database, viewer: Viewer, limit = SHOWN): Promise<Map<string, number[]>> {
  const newest = db
    .select({ date: snapshots.date, equity: snapshots.equity })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolios.id))
    .orderBy(desc(snapshots.date))
    .limit(limit)
    .as("newest");
  const rows = await db
    .select({ id: portfolios.id, equity: newest.equity })
    .from(portfolios)
    .innerJoinLateral(newest, sql`true`)
    .where(eq(portfolios.ownerId, viewer.userId))
    .orderBy(portfolios.id, newest.date);
  const grouped = Map.groupBy(rows, (row) => row.id);
  return new Map([...grouped].map(([id, days]) => [id, days.map((day) => amount(day.equity))]));
}
