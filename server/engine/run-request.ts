import type { RunInputs, RunKind } from "#lib/run/events.ts";
import type { PreparedRun } from "./phase.ts";

/** What was asked for, as the run's row holds it. */
export interface RunRequest {
  readonly runId: string;
  readonly kind: RunKind;
  readonly portfolioId: string | null;
  readonly requestedBy: string | null;
  readonly retryOf: string | null;
  /** Asked range, ISO dates; null takes the defaults. */
  readonly from: string | null;
  readonly to: string | null;
  readonly force: boolean;
  readonly createdAt: Date;
  /** Set when the run is resumed: it must come out over the same dates as when it was first taken up. */
  readonly inputs: RunInputs | null;
}

/**
 * Makes a run ready: its scope, inputs and ports. Called each time a worker takes it up. What it throws fails the run
 * with that message.
 */
export type PrepareRun<Ports> = (request: RunRequest, signal: AbortSignal) => Promise<PreparedRun<Ports>>;
