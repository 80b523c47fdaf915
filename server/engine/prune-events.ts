import { and, asc, eq, exists, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { runEvents, runs } from "#server/db/schema/run.ts";

export interface PruneOptions {
  /** Runs that ended before this lose their events. */
  readonly before: Date;
  /** Ends it between two chunks; the next turn goes on. */
  readonly signal?: AbortSignal;
  /** Events removed in one transaction. */
  readonly chunk?: number;
}

const CHUNK = 5_000;
const RUNS_AT_ONCE = 100;
/** A removal that was broken off is looked for this long. */
const BROKEN_OFF_DAYS = 7;

/**
 * Removes the events of old runs; runs, phases and results stay. A run says that its events are gone from the first
 * chunk on, so that no page shows a part of a log. Answers with the number of runs it was done for.
 */
export async function pruneEvents(db: Database, options: PruneOptions): Promise<number> {
  let pruned = 0;
  for (const id of await runsBrokenOff(db)) await pruneRun(db, id, options);
  for (;;) {
    const ids = await oldestRuns(db, options.before);
    if (ids.length === 0) return pruned;
    for (const id of ids) await pruneRun(db, id, options);
    pruned += ids.length;
  }
}

async function oldestRuns(db: Database, before: Date): Promise<string[]> {
  const rows = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(isNull(runs.eventsPrunedAt), lt(runs.endedAt, before)))
    .orderBy(asc(runs.endedAt))
    .limit(RUNS_AT_ONCE);
  return rows.map(({ id }) => id);
}

async function runsBrokenOff(db: Database): Promise<string[]> {
  const left = db.select({ seq: runEvents.seq }).from(runEvents).where(eq(runEvents.runId, runs.id));
  const isRecent = gt(runs.eventsPrunedAt, sql`now() - make_interval(days => ${BROKEN_OFF_DAYS})`);
  const rows = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(isRecent, exists(left)));
  return rows.map(({ id }) => id);
}

async function pruneRun(db: Database, runId: string, { signal, chunk = CHUNK }: PruneOptions): Promise<void> {
  do signal?.throwIfAborted();
  while ((await pruneChunk(db, runId, chunk)) === chunk);
}

async function pruneChunk(db: Database, runId: string, chunk: number): Promise<number> {
  return db.transaction(async (tx) => {
    const isFirst = and(eq(runs.id, runId), isNull(runs.eventsPrunedAt));
    await tx.update(runs).set({ eventsPrunedAt: sql`now()` }).where(isFirst);
    const oldest = tx
      .select({ seq: runEvents.seq })
      .from(runEvents)
      .where(eq(runEvents.runId, runId))
      .orderBy(asc(runEvents.seq))
      .limit(chunk);
    const removed = await tx.delete(runEvents).where(and(eq(runEvents.runId, runId), inArray(runEvents.seq, oldest)));
    return removed.count;
  });
}
