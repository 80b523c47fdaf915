import type { RunEvent } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Transaction } from "#server/db/client.ts";

/** What `run_phases.checkpoint` holds. */
export interface StoredCheckpoint {
  readonly done: number;
  /** The phase's busy time up to this unit, over all holders. */
  readonly busyMs: number;
  /** Absent until the phase has committed a unit. */
  readonly tally?: unknown;
  /** How often the run changed hands without a unit committed since. */
  readonly takeOvers?: number;
}

/** What a phase leaves beside its state. */
export interface PhaseWork {
  readonly phase: string;
  readonly checkpoint?: StoredCheckpoint;
  readonly result?: unknown;
}

/** One step of a run: the events, the states before and after them, and what a phase leaves. */
export interface RunCommit {
  readonly epoch: number;
  readonly before: RunState;
  readonly after: RunState;
  readonly events: readonly RunEvent[];
  readonly work: PhaseWork | null;
  /** The run is being cancelled by its holder, so that a request to cancel no longer stands in the way. */
  readonly cancelling: boolean;
}

/** Where runs are kept. */
export interface RunStore {
  /**
   * All or nothing: `save`'s rows, the events, the work, and the run folded to the last event.
   *
   * @throws LeaseLost when the run is not held at this epoch, RunCancelled when a request to cancel came first,
   *   DiskFull when there is no room and none is made in time, StoreFailed for other faults of the store; what `save`
   *   throws passes as it is.
   */
  commit(commit: RunCommit, save?: (tx: Transaction) => Promise<void>): Promise<void>;
}
