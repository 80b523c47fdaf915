import { DISK_FULL } from "./error-text.ts";

/** Why this worker stops working on a run that has not ended by itself. It passes through a phase uncaught. */
export abstract class RunInterruption extends Error {
  abstract readonly code: string;
}

/** Another worker holds the run: nothing more may be written here. */
export class LeaseLost extends RunInterruption {
  readonly code = "LEASE_LOST";

  constructor(runId: string, epoch: number) {
    super(`run ${runId} is no longer held at epoch ${epoch}`);
  }
}

/** Someone asked for the run to be cancelled. */
export class RunCancelled extends RunInterruption {
  readonly code = "RUN_CANCELLED";
  readonly by: string;

  constructor(by: string) {
    super(`cancelled by ${by}`);
    this.by = by;
  }
}

/** The process stops: the run is handed back after the unit in hand. */
export class Draining extends RunInterruption {
  readonly code = "DRAINING";

  constructor() {
    super("the worker is stopping");
  }
}

/** The store refused or cannot be reached: the run waits for a worker that can go on. */
export class StoreFailed extends RunInterruption {
  readonly code = "STORE_FAILED";

  constructor(cause: unknown) {
    super("the run could not be stored", { cause });
  }
}

/** The database's disk is full and stays so: the run fails, as every other would. */
export class DiskFull extends RunInterruption {
  readonly code = "DATABASE_FULL";

  constructor(cause: unknown) {
    super(DISK_FULL, { cause });
  }
}
