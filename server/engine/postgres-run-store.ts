import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { required } from "#lib/assert.ts";
import { initialRunState, type RunState } from "#lib/run/state.ts";
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
  await tx.execute(storing(commit));
}

/** Whether the unit's checkpoint is stored: a unit without events leaves no other trace. */
async function hasCheckpoint(tx: Transaction, { before: { runId }, work }: RunCommit): Promise<boolean> {
  if (!work?.checkpoint) return false;
  const isStored = sql`${runPhases.checkpoint} = ${JSON.stringify(work.checkpoint)}::jsonb`;
  const ofPhase = and(eq(runPhases.runId, runId), eq(runPhases.phase, work.phase));
  return (await tx.select({ phase: runPhases.phase }).from(runPhases).where(and(ofPhase, isStored))).length > 0;
}

/** Events, the run's row and its changed phases, in one statement of three parameters: a commit costs little else. */
function storing({ before, after, events, work }: RunCommit): SQL {
  const eventRows = events.map((event) => ({
    run_id: event.runId,
    ...{ seq: event.seq, at: event.at, type: event.type, payload: eventPayload(event) },
  }));
  const phases = after.phases
    .filter((phase, index) => phase !== before.phases[index] || phase.id === work?.phase)
    .map((phase) => ({
      ...phaseRow(after.runId, phase),
      checkpoint: phase.id === work?.phase ? work.checkpoint : null,
      result: phase.id === work?.phase ? work.result : null,
    }));
  const run = { id: after.runId, ...(before === after ? {} : changedColumns(before, after)) };
  return sql`
    with stored_events as (
      insert into ${runEvents} (${names(runEvents)})
      select ${names(runEvents)} from jsonb_populate_recordset(null::${runEvents}, ${JSON.stringify(eventRows)}::jsonb)
    ), stored_phases as (
      insert into ${runPhases} (${names(runPhases)})
      select ${names(runPhases)}
      from jsonb_populate_recordset(null::${runPhases}, ${asRecords(runPhases, phases)}::jsonb)
      on conflict (run_id, phase) do update set ${replacedPhase}
    )
    update ${runs} as stored set (${foldedRun}) = (
      select ${foldedRun} from jsonb_populate_record(stored, said.run)
    )
    from (select ${asRecords(runs, [run])}::jsonb->0 as run) as said
    where stored.id = (said.run->>'id')::uuid and said.run ? 'status'`;
}

/** Inputs and usual durations come with run-start and stay; what is not named keeps its value. */
function changedColumns(before: RunState, after: RunState) {
  const { inputs, usual, ...columns } = runColumns(after);
  return before.inputs === after.inputs ? columns : { ...columns, inputs, usual };
}

/** Rows by their columns' names, as JSON. */
function asRecords(table: PgTable, rows: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = getTableColumns(table);
  const nameOf = (key: string) => required(columns[key], `column ${key}`).name;
  const named = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [nameOf(key), value])));
  return JSON.stringify(named);
}

function names(table: PgTable): SQL {
  return sql.raw(
    Object.values(getTableColumns(table))
      .map(({ name }) => `"${name}"`)
      .join(", "),
  );
}

const foldedRun = sql.raw(
  Object.keys(runColumns(initialRunState({ runId: "", kind: "nightly", portfolio: null, createdAt: "" })))
    .map((key) => `"${getTableColumns(runs)[key as keyof ReturnType<typeof runColumns>].name}"`)
    .join(", "),
);

/** The fold replaces all columns of a phase; a checkpoint or result is replaced by a new one only. */
const replacedPhase = sql.raw(
  Object.values(getTableColumns(runPhases))
    .filter(({ name }) => name !== "run_id" && name !== "phase")
    .map(({ name }) => {
      const isKept = name === "checkpoint" || name === "result";
      return `"${name}" = ${isKept ? `coalesce(excluded."${name}", run_phases."${name}")` : `excluded."${name}"`}`;
    })
    .join(", "),
);
