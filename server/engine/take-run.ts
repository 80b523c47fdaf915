import { and, eq, isNotNull } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { runEvents, runPhases, runs } from "#server/db/schema/run.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { type CarriedOver, readCarriedOver } from "./carry-over.ts";
import { acquireLease, releaseLease } from "./lease.ts";
import type { RunRequest } from "./run-request.ts";
import type { StoredCheckpoint } from "./run-store.ts";

/** A run this worker holds, as it stood when it was taken. */
export interface TakenRun {
  readonly request: RunRequest;
  readonly epoch: number;
  readonly state: RunState;
  /** When its last event happened. */
  readonly lastAt: string | null;
  readonly checkpoints: ReadonlyMap<string, StoredCheckpoint>;
  /** Of a retry that has not begun; null for every other run. */
  readonly carried: CarriedOver | null;
  /** Another held it before. */
  readonly isTakenOver: boolean;
}

/**
 * Takes the lease of a run that is to be worked on and reads where it stands; null when another holds it or it has
 * ended. Given `from`, it is taken from whoever holds it at that epoch.
 */
export async function takeRun(
  db: Database,
  runId: string,
  workerId: string,
  from: number | null = null,
): Promise<TakenRun | null> {
  const request = await readRequest(db, runId);
  if (!request) return null;
  const epoch = await acquireLease(db, runId, workerId, from);
  if (epoch === null) return null;
  let taken: TakenRun | null = null;
  try {
    taken = await readTaken(db, request, epoch);
  } finally {
    if (!taken) await releaseLease(db, runId, epoch);
  }
  return taken;
}

async function readTaken(db: Database, request: RunRequest, epoch: number): Promise<TakenRun | null> {
  const { runId } = request;
  const state = required(await readRunState(db, runId), `run ${runId}`);
  if (state.status !== "queued" && state.status !== "running") return null;
  const retried = state.startedAt === null ? request.retryOf : null;
  const [checkpoints, lastAt, carried] = await Promise.all([
    readCheckpoints(db, runId),
    readLastAt(db, state),
    retried === null ? null : readCarriedOver(db, retried),
  ]);
  const isTakenOver = epoch > 1;
  return { request: { ...request, inputs: state.inputs }, epoch, state, lastAt, checkpoints, carried, isTakenOver };
}

async function readRequest(db: Database, runId: string): Promise<RunRequest | null> {
  const { id, kind, portfolioId, requestedBy, retryOf, fromDate, toDate, force, createdAt, inputs } = runs;
  const [row] = await db
    .select({
      runId: id,
      kind,
      portfolioId,
      requestedBy,
      retryOf,
      from: fromDate,
      to: toDate,
      force,
      createdAt,
      inputs,
    })
    .from(runs)
    .where(eq(runs.id, runId));
  return row ?? null;
}

async function readCheckpoints(db: Database, runId: string): Promise<Map<string, StoredCheckpoint>> {
  const rows = await db
    .select({ phase: runPhases.phase, checkpoint: runPhases.checkpoint })
    .from(runPhases)
    .where(and(eq(runPhases.runId, runId), isNotNull(runPhases.checkpoint)));
  return new Map(rows.map(({ phase, checkpoint }) => [phase, required(checkpoint, "checkpoint")]));
}

async function readLastAt(db: Database, { runId, seq }: RunState): Promise<string | null> {
  const [row] = await db
    .select({ at: runEvents.at })
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), eq(runEvents.seq, seq)));
  return row?.at.toISOString() ?? null;
}
