import { required } from "#lib/assert.ts";
import type { PhaseState } from "#lib/run/state.ts";
import type { Clock } from "./clock.ts";
import { RunInterruption } from "./interruption.ts";
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

export function phaseStateOf(run: ActiveRun, id: string): PhaseState {
  return required(
    run.recorder.state().phases.find((phase) => phase.id === id),
    `phase ${id} of the run`,
  );
}
