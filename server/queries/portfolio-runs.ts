import { desc, eq } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";
import { type RunSummary, selectRunRows, summariesOf } from "./run-summary.ts";

const SHOWN = 20;

/** A portfolio's newest runs, newest first, at most `limit`. */
export async function portfolioRuns(db: Database, portfolioId: string, limit = SHOWN): Promise<RunSummary[]> {
  const rows = await selectRunRows(db)
    .where(eq(runs.portfolioId, portfolioId))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(limit);
  return summariesOf(db, rows);
}
