import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import { pastState } from "#lib/run/past-state.ts";
import { initialRunState, LOG_TAIL, type RunState } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { eventFromRow, lineFromRow } from "#server/db/run-rows.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runEvents, runs } from "#server/db/schema/run.ts";
import { IS_LINE, IS_STEP, inColumn } from "./run-events.ts";

type Reader = Pick<Database, "select" | "execute">;

/**
 * A run as it was after the event `seq`, or as it is where there are fewer; null when there is no such run. The run's
 * events must not have been removed. The entries of its log are not read, however many, but for the newest ones.
 */
export async function pastRunState(db: Database, runId: string, asked: number): Promise<RunState | null> {
  return db.transaction(
    async (tx) => {
      const [run] = await tx
        .select({ kind: runs.kind, createdAt: runs.createdAt, lastSeq: runs.lastSeq, ...portfolioColumns })
        .from(runs)
        .leftJoin(portfolios, eq(portfolios.id, runs.portfolioId))
        .where(eq(runs.id, runId));
      if (!run) return null;
      const seq = Math.min(inColumn(asked), run.lastSeq);
      const { kind, createdAt, portfolioId, portfolioName } = run;
      const portfolio = portfolioId === null ? null : { id: portfolioId, name: portfolioName ?? "" };
      const initial = initialRunState({ runId, kind, portfolio, createdAt: createdAt.toISOString() });
      const upTo = and(eq(runEvents.runId, runId), lte(runEvents.seq, seq));
      const steps = await tx.select().from(runEvents).where(and(upTo, IS_STEP)).orderBy(asc(runEvents.seq));
      const alerts = await alertCounts(tx, runId, seq);
      const logCounts = { ...alerts, info: seq - steps.length - alerts.warning - alerts.error };
      // Where Postgres has not counted a long run's events yet, it would read and sort them all for the newest few.
      await tx.execute(sql`set local enable_sort = off`);
      const newest = await tx
        .select()
        .from(runEvents)
        .where(and(upTo, IS_LINE))
        .orderBy(desc(runEvents.seq))
        .limit(LOG_TAIL);
      return pastState(initial, steps.map(eventFromRow), seq, { log: newest.reverse().map(lineFromRow), logCounts });
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

const portfolioColumns = { portfolioId: runs.portfolioId, portfolioName: portfolios.name };

async function alertCounts(db: Reader, runId: string, seq: number): Promise<{ warning: number; error: number }> {
  const rows = await db.execute<{ level: "warning" | "error"; entries: number }>(sql`
    select payload->>'level' as level, count(*)::int as entries from run_events
    where run_id = ${runId} and seq <= ${seq} and type = 'log' and payload->>'level' <> 'info'
    group by payload->>'level'`);
  return { warning: 0, error: 0, ...Object.fromEntries(rows.map(({ level, entries }) => [level, entries])) };
}
