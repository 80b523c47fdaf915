import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { RunEvent } from "#lib/run/events.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { eventPayload, phaseRow, runColumns } from "#server/db/run-rows.ts";
import { runEvents, runPhases, runs } from "#server/db/schema/run.ts";
import { DISK_FULL } from "./error-text.ts";
import { DiskFull, RunCancelled, RunInterruption, StoreFailed } from "./interruption.ts";
import { holdLease } from "./lease.ts";
import { logger } from "./logger.ts";
import { isDiskFull, type OutageOptions, throughOutage } from "./outage.ts";
import type { RunCommit, RunStore } from "./run-store.ts";

const log = logger("app.batch");

/** Tells what a phase's own statements throw from the engine's faults. */
class SaveFailed extends Error {}

/**
 * Keeps runs in Postgres; a commit is one transaction under the run's lease. An outage is waited through, not for long
 * once the signal is aborted.
 */
export function createPostgresRunStore(db: Database, outage: OutageOptions = {}): RunStore {
  return {
    async commit(commit, save) {
      const guarded = async (tx: Transaction) => {
        await save?.(tx).catch((cause: unknown) => {
          throw new SaveFailed("a unit could not be saved", { cause });
        });
      };
      let attempts = 0;
      const attempt = () => {
        attempts += 1;
        return db.transaction((tx) => write(tx, commit, guarded, attempts > 1)).catch(tellOfFullDisk);
      };
      const tellOfFullDisk = (error: unknown) => {
        if (isDiskFull(error) && attempts === 1) log.warn({ code: "DATABASE_FULL" }, `${DISK_FULL}: waiting for room`);
        throw error;
      };
      try {
        await throughOutage(attempt, outage);
      } catch (error) {
        if (isDiskFull(error)) throw new DiskFull(error);
        if (error instanceof SaveFailed) throw error.cause;
        throw error instanceof RunInterruption ? error : new StoreFailed(error);
      }
    },
  };
}

async function write(
  tx: Transaction,
  commit: RunCommit,
  save: (tx: Transaction) => Promise<void>,
  isAgain: boolean,
): Promise<void> {
  const { before, after } = commit;
  const held = await holdLease(tx, before.runId, commit.epoch);
  // A commit whose answer was lost in an outage: it is there already.
  if (commit.events.length > 0 && held.lastSeq === after.seq) return;
  if (held.lastSeq !== before.seq) throw new Error(`run ${before.runId} is at ${held.lastSeq}, not at ${before.seq}`);
  if (isAgain && (await hasCheckpoint(tx, commit))) return;
  if (held.cancelRequestedBy !== null && !commit.cancelling) throw new RunCancelled(held.cancelRequestedBy);
  await save(tx);
  // Prepared, so that the three travel together and are planned once a connection.
  await Promise.all([insertEvents(tx, commit.events), updateRun(tx, commit), upsertPhases(tx, commit)]);
}

/** Whether the unit's checkpoint is stored: a unit without events leaves no other trace. */
async function hasCheckpoint(tx: Transaction, { before: { runId }, work }: RunCommit): Promise<boolean> {
  if (!work?.checkpoint) return false;
  const isStored = sql`${runPhases.checkpoint} = ${JSON.stringify(work.checkpoint)}::jsonb`;
  const ofPhase = and(eq(runPhases.runId, runId), eq(runPhases.phase, work.phase));
  return (await tx.select({ phase: runPhases.phase }).from(runPhases).where(and(ofPhase, isStored))).length > 0;
}

async function insertEvents(tx: Transaction, events: readonly RunEvent[]): Promise<void> {
  const first = events[0];
  if (!first) return;
  const rows = events.map((event) => ({
    seq: event.seq,
    at: event.at,
    type: event.type,
    payload: eventPayload(event),
  }));
  // One parameter however many events there are.
  const records = sql`
    select ${first.runId}::uuid, e.seq, e.at, e.type, e.payload
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(seq int, at timestamptz, type text, payload jsonb)`;
  await tx.insert(runEvents).select(records).prepare("insert_events").execute();
}

async function updateRun(tx: Transaction, { before, after }: RunCommit): Promise<void> {
  if (before === after) return;
  // Both come with run-start and stay.
  const { inputs, usual, ...columns } = runColumns(after);
  const changed = before.inputs === after.inputs ? columns : { ...columns, inputs, usual };
  await tx.update(runs).set(changed).where(eq(runs.id, after.runId)).prepare("update_run").execute();
}

async function upsertPhases(tx: Transaction, { before, after, work }: RunCommit): Promise<void> {
  const changed = after.phases.filter((phase, index) => phase !== before.phases[index] || phase.id === work?.phase);
  if (changed.length === 0) return;
  const rows = changed.map((phase) => ({
    ...phaseRow(after.runId, phase),
    checkpoint: phase.id === work?.phase ? work.checkpoint : null,
    result: phase.id === work?.phase ? work.result : null,
  }));
  await tx
    .insert(runPhases)
    .values(rows)
    .onConflictDoUpdate({ target: [runPhases.runId, runPhases.phase], set: replaced })
    .prepare("upsert_phases")
    .execute();
}

const { runId: _run, phase: _phase, checkpoint, result, ...folded } = getTableColumns(runPhases);

/** On an existing row the fold replaces all its columns; a checkpoint or result is replaced by a new one only. */
const replaced: Record<string, SQL> = {
  ...Object.fromEntries(Object.entries(folded).map(([name, column]) => [name, proposed(column)])),
  checkpoint: sql`coalesce(${proposed(checkpoint)}, ${checkpoint})`,
  result: sql`coalesce(${proposed(result)}, ${result})`,
};

function proposed(column: AnyPgColumn): SQL {
  return sql`excluded.${sql.identifier(column.name)}`;
}
