import type { PriceChoice } from "#components/prices/price-choice.ts";
import type { RemovedLog } from "#lib/run/removed-log.ts";

/** What a run page knows of a run beside its state; it does not change while the page is open. */
export interface RunOrigin {
  /** The run this one retries. */
  readonly retryOf: string | null;
  /** Set when the run's log was removed for its age. */
  readonly removedLog: RemovedLog | null;
  /** Where the portfolio's prices are from; null for whoever is not its owner and may not change that. */
  readonly prices: PriceChoice | null;
}
