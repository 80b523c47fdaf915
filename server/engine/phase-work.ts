import { countText } from "#lib/run/log-text.ts";
import {
  type ActiveRun,
  interruptionOf,
  type PreparedActiveRun,
  throwIfInterrupted,
  throwIfStopped,
  unlessStopped,
} from "./active-run.ts";
import { breathe } from "./breathe.ts";
import { RunInterruption } from "./interruption.ts";
import { logger } from "./logger.ts";
import { isDatabaseOutage, isDiskFull, PATIENCE_MS, pauseFor } from "./outage.ts";
import type { Checkpoint, PhaseContext, PhaseModule } from "./phase.ts";
import type { PlannedPhaseRun } from "./run-plan.ts";
import type { StoredCheckpoint } from "./run-store.ts";

const AGAIN_AFTER_MS = 500;
/** Room on a disk is made by people. */
const ROOM_AFTER_MS = 5_000;

const log = logger("app.batch");

/** A phase at work. */
export interface PhaseWorkInHand<Ports> {
  /** For one attempt, which goes on behind the last unit committed. */
  context(): PhaseContext<Ports, unknown>;
  /** Units committed. */
  done(): number;
  /** Over all holders of the run. */
  busyMs(): number;
}

export function startWork<Ports>(run: PreparedActiveRun<Ports>, id: string): PhaseWorkInHand<Ports> {
  const { recorder, clock, prepared, interruption } = run;
  const earlier = run.checkpoints.get(id);
  const startedMs = clock.elapsedMs();
  const busyMs = () => (earlier?.busyMs ?? 0) + clock.elapsedMs() - startedMs;
  run.busy.set(id, busyMs);
  let latest = earlier;
  let done = earlier?.done ?? 0;

  async function commit(checkpoint: Checkpoint<unknown>, save: Parameters<typeof recorder.commit>[1]): Promise<void> {
    // An attempt that was left behind when the run had to stop writes nothing more.
    throwIfStopped(run);
    const stored = { done: checkpoint.done, tally: checkpoint.tally, busyMs: busyMs() };
    await recorder.commit({ phase: id, checkpoint: stored }, save).catch((error: unknown) => {
      if (error instanceof RunInterruption) interruption.abort(error);
      throw error;
    });
    latest = stored;
    done = Math.max(done, checkpoint.done);
    throwIfInterrupted(run);
  }

  const breatheWhileHeld = async () => {
    await breathe();
    throwIfStopped(run);
  };
  return {
    context: () => ({
      scope: prepared.scope,
      ports: prepared.ports,
      signal: interruption.signal,
      resumed: resumedAt(latest),
      commit,
      breathe: breatheWhileHeld,
    }),
    done: () => done,
    busyMs,
  };
}

/** As it is read back from the database, also where it has not been there and back. */
function resumedAt(checkpoint: StoredCheckpoint | undefined): Checkpoint<unknown> | null {
  if (!checkpoint || (checkpoint.done === 0 && checkpoint.tally === undefined)) return null;
  return { done: checkpoint.done, tally: JSON.parse(JSON.stringify(checkpoint.tally ?? null)) };
}

/**
 * Executes a phase until it returns. A read that meets a database that is away costs the attempt, not the phase: once
 * the database is back the phase goes on behind its last unit. What else it throws passes.
 */
export async function executePhase<Ports>(
  run: ActiveRun,
  { module, name, total }: PlannedPhaseRun<Ports>,
  work: PhaseWorkInHand<Ports>,
): ReturnType<PhaseModule<PlannedPhaseRun<Ports>["module"]["id"], Ports>["execute"]> {
  for (let stuck = { done: -1, sinceMs: 0 }; ; ) {
    try {
      return await unlessStopped(run, module.execute(work.context()));
    } catch (error) {
      if (interruptionOf(run, error) || !isDatabaseOutage(error)) throw error;
      const now = run.clock.elapsedMs();
      if (stuck.done !== work.done()) stuck = { done: work.done(), sinceMs: now };
      if (now - stuck.sinceMs > PATIENCE_MS) throw error;
      const isFull = isDiskFull(error);
      const why = isFull ? "the database's disk was full" : "the database was away";
      const code = isFull ? "DATABASE_FULL" : "DATABASE_AWAY";
      const done = `${countText(work.done())} of ${total === null ? "?" : countText(total)}`;
      log.warn({ code }, `${name}: ${why}; on after ${done}`);
      // Ends when the database is back.
      await run.recorder.commit();
      await pauseFor(isFull ? ROOM_AFTER_MS : AGAIN_AFTER_MS, run.interruption.signal);
      throwIfInterrupted(run);
    }
  }
}
