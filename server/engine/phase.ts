import type { PhaseDetail, PhaseWarning, RunInputs, RunKind } from "#lib/run/events.ts";
import type { PhaseId } from "#lib/run/plan.ts";
import type { Transaction } from "#server/db/client.ts";

/** What a run is about; fixed when the run is taken up, the same for every phase. */
export interface RunScope {
  readonly runId: string;
  readonly kind: RunKind;
  readonly portfolio: { readonly id: string; readonly name: string } | null;
  /** NYSE sessions of the run, ascending ISO dates. */
  readonly dates: readonly string[];
  /** The last of `dates`. */
  readonly finalDate: string;
  /** The run concerns the present: phases 0, 2, 5 run and live rows are written. */
  readonly isPresent: boolean;
  /** Recompute what exists. */
  readonly force: boolean;
}

/** A run made ready by the composition root: its scope, what `run-start` reports, and what its phases may use. */
export interface PreparedRun<Ports> {
  readonly scope: RunScope;
  readonly inputs: RunInputs;
  readonly ports: Ports;
  /** Set when there is nothing to compute: every phase is then skipped with this reason. */
  readonly nothingToDo: string | null;
}

/** Where a phase stands: units of work committed, and what it has gathered over them (JSON). */
export interface Checkpoint<Tally> {
  readonly done: number;
  readonly tally: Tally;
}

export interface PhaseContext<Ports, Tally> {
  readonly scope: RunScope;
  readonly ports: Ports;
  /** Aborted when the run is cancelled, the lease is lost or the process stops. */
  readonly signal: AbortSignal;
  /** What an earlier holder of this run has committed; null on a first start. */
  readonly resumed: Checkpoint<Tally> | null;
  /**
   * Commits one unit: `save`'s rows, the checkpoint, the progress and the log entries gathered so far, in one
   * transaction under the lease. Keep it under 200 ms and without network.
   *
   * @throws when the lease is lost, the run is cancelled or the process drains; let it pass.
   */
  commit(checkpoint: Checkpoint<Tally>, save: (tx: Transaction) => Promise<void>): Promise<void>;
  /** Gives the event loop a turn when this run has held it for long; await it in loops over arithmetic. */
  breathe(): Promise<void>;
}

/** What is shown of a phase's result. Any warning makes the phase's status `warning`. */
export interface PhaseReport {
  readonly summary: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly warnings: readonly PhaseWarning[];
  /** What else there is to tell, as titled lists. */
  readonly details?: readonly PhaseDetail[];
}

/** A failure that has found something all the same, which is shown with it. */
export class ReportedFailure extends Error {
  readonly found: Pick<PhaseReport, "counts" | "warnings">;

  constructor(message: string, found: Pick<PhaseReport, "counts" | "warnings">) {
    super(message);
    this.found = found;
  }
}

/** Number of units of work ahead (null where it cannot be known), or why there is nothing to do. */
export type PhaseTotal = { readonly total: number | null } | { readonly skip: string };

export interface PhaseDefinition<Id extends PhaseId, Ports, Tally, Result> {
  readonly id: Id;
  /** What a thrown error does: ends the run as failed, or leaves the other phases running. */
  readonly failure: "fails-run" | "continues";
  /** Called before the phase starts; the total is part of `run-start`. */
  total(scope: RunScope, ports: Ports): PhaseTotal;
  /** Loads, computes and saves; what fails per symbol or date is data in the result. The result is JSON. */
  run(context: PhaseContext<Ports, Tally>): Promise<Result>;
  /** The one place where a result becomes words. */
  report(result: Result, scope: RunScope): PhaseReport;
}

/** A phase as the engine runs it, whatever its tally and result are. */
export interface PhaseModule<Id extends PhaseId, Ports> {
  readonly id: Id;
  readonly failure: "fails-run" | "continues";
  total(scope: RunScope, ports: Ports): PhaseTotal;
  execute(context: PhaseContext<Ports, unknown>): Promise<{ result: unknown; report: PhaseReport }>;
}

/** One module per planned phase: leaving one out does not compile. */
export type PhaseRegistry<Ports> = { readonly [Id in PhaseId]: PhaseModule<Id, Ports> };

/** Binds a phase's own types and hides them from the engine. */
export function definePhase<Id extends PhaseId, Ports, Tally, Result>(
  definition: PhaseDefinition<Id, Ports, Tally, Result>,
): PhaseModule<Id, Ports> {
  return {
    id: definition.id,
    failure: definition.failure,
    total: (scope, ports) => definition.total(scope, ports),
    async execute(context) {
      // The checkpoint is this phase's own, read back from the database.
      const result = await definition.run(context as PhaseContext<Ports, Tally>);
      return { result, report: definition.report(result, context.scope) };
    },
  };
}
