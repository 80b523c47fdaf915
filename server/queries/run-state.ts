import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { LOG_TAIL, type RunState } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { stateFromRows } from "#server/db/run-rows.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runEvents, runPhases, runs } from "#server/db/schema/run.ts";
import { IS_LINE } from "./run-events.ts";

/** A run as its events up to one seq fold to, read in one repeatable-read transaction; null when there is no such run. */
export async function readRunState(db: Database, runId: string): Promise<RunState | null> {
  return db.transaction(
    async (tx) => {
      const [run] = await tx
        .select({ ...getTableColumns(runs), portfolioName: portfolios.name })
        .from(runs)
        .leftJoin(portfolios, eq(portfolios.id, runs.portfolioId))
        .where(eq(runs.id, runId));
      if (!run) return null;
      const phases = await tx.select().from(runPhases).where(eq(runPhases.runId, runId));
      // Where Postgres has not counted a long run's events yet, it would read and sort them all for the newest few.
      await tx.execute(sql`set local enable_sort = off`);
      const newest = await tx
        .select()
        .from(runEvents)
        .where(and(eq(runEvents.runId, runId), IS_LINE))
        .orderBy(desc(runEvents.seq))
        .limit(LOG_TAIL);
      return stateFromRows(run, phases, newest.reverse());
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
