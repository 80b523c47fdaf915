import type { PhaseId } from "#lib/run/plan.ts";
import type { Database } from "#server/db/client.ts";
import type { ActiveRun } from "./active-run.ts";
import type { Clock } from "./clock.ts";
import { Draining, LeaseLost, RunCancelled } from "./interruption.ts";
import { releaseLease } from "./lease.ts";
import type { PhaseModule } from "./phase.ts";
import { createPostgresRunStore } from "./postgres-run-store.ts";
import type { ReadRecordedRuns } from "./recorded-runs.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import { runPipeline } from "./run-pipeline.ts";
import type { PrepareRun } from "./run-request.ts";
import { withRunScope } from "./run-scope.ts";
import { type TakenRun, takeRun } from "./take-run.ts";

export interface WorkRunParts<Ports> {
  readonly db: Database;
  readonly phases: readonly PhaseModule<PhaseId, Ports>[];
  readonly prepare: PrepareRun<Ports>;
  readonly recorded: ReadRecordedRuns;
  readonly workerId: string;
  readonly clock: Clock;
  onCommitted?(runId: string, seq: number): void;
}

/** ended: by this worker; not taken: held elsewhere or over; handed back: to be put in line again; lost: another has it. */
export type WorkOutcome = "ended" | "not taken" | "handed back" | "lost";

/**
 * Takes a run and works on it until it has ended or `interruption` stops it here; the lease is given back either way.
 *
 * @throws StoreFailed when the run could not be stored: it stays for the sweep.
 */
export async function workRun<Ports>(
  parts: WorkRunParts<Ports>,
  runId: string,
  interruption: AbortController,
): Promise<WorkOutcome> {
  const taken = await takeRun(parts.db, runId, parts.workerId);
  if (!taken) return "not taken";
  const recorder = recorderOf(parts, taken, interruption);
  try {
    await withRunScope(runId, recorder.log, (context) => {
      const { checkpoints, carried, isTakenOver } = taken;
      const { clock } = parts;
      const busy: ActiveRun["busy"] = new Map();
      const run: ActiveRun = { recorder, context, interruption, clock, checkpoints, busy, carried, isTakenOver };
      return runPipeline(parts, run, taken.request);
    });
    return "ended";
  } catch (error) {
    return await leaveRun(recorder, error);
  } finally {
    await recorder.close();
    await releaseLease(parts.db, runId, taken.epoch);
  }
}

function recorderOf<Ports>(
  { db, clock, onCommitted }: WorkRunParts<Ports>,
  { state, lastAt, epoch }: TakenRun,
  interruption: AbortController,
): Recorder {
  return createRecorder({
    store: createPostgresRunStore(db, { signal: interruption.signal }),
    clock,
    state,
    lastAt,
    epoch,
    ...(onCommitted ? { onCommitted } : {}),
    // Whatever stops the log from being stored stops the run here.
    onFlushFailed: (error) => interruption.abort(error),
  });
}

/** What becomes of a run this worker leaves; the entries logged since its last unit are committed where they can be. */
async function leaveRun(recorder: Recorder, error: unknown): Promise<WorkOutcome> {
  if (error instanceof LeaseLost) return "lost";
  if (error instanceof RunCancelled) return "handed back";
  if (error instanceof Draining)
    return recorder.commit().then(
      () => "handed back",
      (reason) => leaveRun(recorder, reason),
    );
  throw error;
}
