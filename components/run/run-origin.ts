import type { PriceChoice } from "#components/prices/price-choice.ts";
import type { RunStatus } from "#lib/run/events.ts";
import type { RemovedLog } from "#lib/run/removed-log.ts";

/** A run of a chain of retries. Times are UTC ISO. */
export interface ChainedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly createdAt: string;
}

/** What a run page knows of a run beside its state; it does not change while the page is open. */
export interface RunOrigin {
  /** The run and its retries in the order they were asked for; the run alone where there are none. */
  readonly chain: readonly ChainedRun[];
  /** The viewer owns the portfolio: links to it lead somewhere, and it can be run again. */
  readonly isOwner: boolean;
  /** Set when the run's log was removed for its age. */
  readonly removedLog: RemovedLog | null;
  /** Where the portfolio's prices are from; null for whoever is not its owner and may not change that. */
  readonly prices: PriceChoice | null;
}
