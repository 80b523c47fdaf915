import { and, eq, sql } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { runLeases, runs } from "#server/db/schema/run.ts";
import { LeaseLost } from "./interruption.ts";

/** A holder that has not beaten for this long is taken to be dead. */
export const SILENT_SECONDS = 9;
export const BEAT_EVERY_MS = 3_000;

const longAgo = sql`to_timestamp(0)`;
const silent = sql`${runLeases.beatAt} < now() - make_interval(secs => ${SILENT_SECONDS})`;

/**
 * Takes a run that nobody holds, or whose holder has fallen silent; given `from`, the run that is held at that epoch,
 * whether its holder is silent or not. Answers with the new epoch, or null when it is held. Taking over waits for the
 * transaction its last holder may still have open; what that one begins afterwards is not written.
 */
export async function acquireLease(
  db: Database,
  runId: string,
  workerId: string,
  from: number | null = null,
): Promise<number | null> {
  const rows = await db
    .insert(runLeases)
    .values({ runId, workerId, epoch: 1, beatAt: sql`now()` })
    .onConflictDoUpdate({
      target: runLeases.runId,
      set: { epoch: sql`${runLeases.epoch} + 1`, workerId, beatAt: sql`now()` },
      setWhere: from === null ? silent : eq(runLeases.epoch, from),
    })
    .returning({ epoch: runLeases.epoch });
  return rows[0]?.epoch ?? null;
}

/** At which epoch a run is held or was last; null when nobody ever held it. */
export async function leaseEpoch(db: Database, runId: string): Promise<number | null> {
  const [lease] = await db.select({ epoch: runLeases.epoch }).from(runLeases).where(eq(runLeases.runId, runId));
  return lease?.epoch ?? null;
}

/** Gives a run back, so that the next worker need not wait for silence. The epoch stays, for it must never fall. */
export async function releaseLease(db: Database, runId: string, epoch: number): Promise<void> {
  await db
    .update(runLeases)
    .set({ beatAt: longAgo })
    .where(and(eq(runLeases.runId, runId), eq(runLeases.epoch, epoch)));
}

/** Declares all runs of a worker known to be dead silent at once; answers with their ids. */
export async function expireLeasesOf(db: Database, workerId: string): Promise<string[]> {
  const rows = await db
    .update(runLeases)
    .set({ beatAt: longAgo })
    .where(eq(runLeases.workerId, workerId))
    .returning({ runId: runLeases.runId });
  return rows.map((row) => row.runId);
}

/**
 * One beat for the runs a worker has in hand. A lease given back stays given back, and one that was left without being
 * given back falls silent.
 */
export async function beatLeases(db: Database, workerId: string, runIds: readonly string[]): Promise<void> {
  const isOurs = and(anyOf(runLeases.runId, runIds), eq(runLeases.workerId, workerId));
  await db
    .update(runLeases)
    .set({ beatAt: sql`now()` })
    .where(and(isOurs, sql`${runLeases.beatAt} > ${longAgo}`));
}

/** What a holder learns at the beginning of each of its transactions. */
export interface Held {
  readonly lastSeq: number;
  readonly cancelRequestedBy: string | null;
}

/**
 * The first statement of every writing transaction of a run: holds the lease and the run's row until it ends, so that
 * neither a take-over nor a request to cancel can come between.
 *
 * @throws LeaseLost when the run is held at another epoch.
 */
export async function holdLease(tx: Transaction, runId: string, epoch: number): Promise<Held> {
  const [row] = await tx
    .select({ lastSeq: runs.lastSeq, cancelledAt: runs.cancelRequestedAt, cancelledBy: runs.cancelRequestedBy })
    .from(runLeases)
    .innerJoin(runs, eq(runs.id, runLeases.runId))
    .where(and(eq(runLeases.runId, runId), eq(runLeases.epoch, epoch)))
    .for("no key update")
    .prepare("hold_lease")
    .execute();
  if (!row) throw new LeaseLost(runId, epoch);
  const { lastSeq, cancelledAt, cancelledBy } = row;
  return { lastSeq, cancelRequestedBy: cancelledAt ? (cancelledBy ?? "an administrator") : null };
}
