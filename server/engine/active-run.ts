import { required } from "#lib/assert.ts";
import type { PhaseState } from "#lib/run/state.ts";
import type { CarriedOver } from "./carry-over.ts";
import type { Clock } from "./clock.ts";
import { Draining, RunInterruption } from "./interruption.ts";
import type { PreparedRun } from "./phase.ts";
import type { Recorder } from "./recorder.ts";
import type { RunContext } from "./run-scope.ts";
import type { StoredCheckpoint } from "./run-store.ts";

/** A run while this worker works on it. */
export interface ActiveRun {
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** The log context: says which phase is at work. */
  readonly context: RunContext;
  /** What earlier holders have committed, by phase. */
  readonly checkpoints: ReadonlyMap<string, StoredCheckpoint>;
  /** How long each phase this worker has begun has been at work, over all holders, in ms. */
  readonly busy: Map<string, () => number>;
  /** What a retry takes over from the run it retries; null for every other run. */
  readonly carried: CarriedOver | null;
  /** Another worker held it before. */
  readonly isTakenOver: boolean;
  /** Aborted with the RunInterruption that ends the work here. */
  readonly interruption: AbortController;
}

export type PreparedActiveRun<Ports> = ActiveRun & { readonly prepared: PreparedRun<Ports> };

/** Why the work on a run must stop here: the error itself, or what was the reason for it; null for a plain failure. */
export function interruptionOf(run: ActiveRun, error: unknown): RunInterruption | null {
  if (error instanceof RunInterruption) return error;
  const { signal } = run.interruption;
  return signal.aborted && signal.reason instanceof RunInterruption ? signal.reason : null;
}

/** Stops here when someone has asked for it. */
export function throwIfInterrupted(run: ActiveRun): void {
  run.interruption.signal.throwIfAborted();
}

/** As `throwIfInterrupted`, but lets a process that stops finish the unit in hand. */
export function throwIfStopped(run: ActiveRun): void {
  if (isStopped(run)) throwIfInterrupted(run);
}

/** The end of `work`, or at once the reason why the run must stop: work that waits need not know of it. */
export function unlessStopped<Value>(run: ActiveRun, work: Promise<Value>): Promise<Value> {
  return orElse(run, work, () => isStopped(run));
}

/** As `unlessStopped`, for work with no unit in hand: it also ends when the process stops. */
export function unlessInterrupted<Value>(run: ActiveRun, work: Promise<Value>): Promise<Value> {
  return orElse(run, work, () => run.interruption.signal.aborted);
}

function isStopped({ interruption: { signal } }: ActiveRun): boolean {
  return signal.aborted && !(signal.reason instanceof Draining);
}

async function orElse<Value>(run: ActiveRun, work: Promise<Value>, isOver: () => boolean): Promise<Value> {
  const { signal } = run.interruption;
  const over = Promise.withResolvers<never>();
  const end = () => void (isOver() && over.reject(signal.reason));
  signal.addEventListener("abort", end);
  end();
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

export function phaseStateOf(run: ActiveRun, id: string): PhaseState {
  return required(
    run.recorder.state().phases.find((phase) => phase.id === id),
    `phase ${id} of the run`,
  );
}
