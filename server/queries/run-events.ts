import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { RunEvent } from "#lib/run/events.ts";
import type { LogLine } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { eventFromRow, lineFromRow } from "#server/db/run-rows.ts";
import { runEvents } from "#server/db/schema/run.ts";

const BATCH = 2_000;
/** The largest number the column holds; clients may ask for what comes after any number. */
const MOST_SEQ = 2 ** 31 - 1;

/** A run's events after `seq`, in order, at most `limit`. */
export async function runEventsAfter(db: Database, runId: string, seq: number, limit: number): Promise<RunEvent[]> {
  const rows = await db
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), gt(runEvents.seq, Math.min(seq, MOST_SEQ))))
    .orderBy(asc(runEvents.seq))
    .limit(limit);
  return rows.map(eventFromRow);
}

/** Every entry of a run's activity log up to `lastSeq`, in order; read in batches, so that any length fits in memory. */
export async function* runLogEntries(db: Database, runId: string, lastSeq: number): AsyncGenerator<LogLine> {
  let seq = 0;
  for (;;) {
    const lines = await logLinesAfter(db, runId, { after: seq, upTo: lastSeq, limit: BATCH });
    yield* lines;
    const last = lines.at(-1);
    if (!last || lines.length < BATCH) return;
    seq = last.seq;
  }
}

/** Entries of a run's activity log with `after` < seq ≤ `upTo`, in order, at most `limit`. */
export async function logLinesAfter(
  db: Database,
  runId: string,
  { after, upTo, limit }: { after: number; upTo?: number; limit: number },
): Promise<LogLine[]> {
  const isLine = and(
    eq(runEvents.runId, runId),
    eq(runEvents.type, "log"),
    gt(runEvents.seq, Math.min(after, MOST_SEQ)),
  );
  const rows = await db
    .select()
    .from(runEvents)
    .where(and(isLine, upTo === undefined ? undefined : lte(runEvents.seq, upTo)))
    .orderBy(asc(runEvents.seq))
    .limit(limit);
  return rows.map(lineFromRow);
}
