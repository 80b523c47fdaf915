import type { Auth, AuthSettings } from "#server/auth/auth.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import type { StartedRun, StartRunRequest } from "#server/engine/start-run.ts";
import type { SymbolLookup } from "#server/market/symbol-lookup.ts";
import type { ProviderSetUp } from "#server/queries/system-status.ts";

/** A place prices can come from, as the form offers it. */
export interface OfferedPriceSource {
  readonly name: string;
  readonly label: string;
  /** True when its prices are generated, not observed. */
  readonly simulated: boolean;
  /** Whose the data is, to be said where it is shown. */
  readonly attribution: string;
}

/** Whether a part the server needs works; `detail` says what is wrong when it does not. */
export interface Readiness {
  readonly name: string;
  readonly ready: boolean;
  readonly detail?: string;
}

/** What the API is handed. */
export interface ApiParts {
  readonly db: Database;
  readonly auth: Auth;
  readonly authSettings: AuthSettings & { readonly db: Database };
  readonly runs: {
    /** Queues a run, within the caller's transaction where there is one. */
    start(db: Database | Transaction, request: StartRunRequest): Promise<StartedRun>;
    /** Cancels for a person named `by`. @throws an error with code ERR_RUN_003 when the run has ended. */
    cancel(runId: string, by: string): Promise<unknown>;
    /** Queues a retry for a user's id. @throws an error with code ERR_RUN_005 when there is nothing to retry. */
    retry(runId: string, userId: string): Promise<StartedRun>;
  };
  readonly priceSources: readonly OfferedPriceSource[];
  /** What the price sources know of symbols. */
  readonly symbols: SymbolLookup;
  /** The live providers set up here, and what may be asked of them. */
  readonly providers: ProviderSetUp;
  readonly readiness: () => Promise<readonly Readiness[]>;
  readonly now: () => Date;
  /** Told of faults of the server, with the request they came from. */
  readonly failed: (error: unknown, request: { method: string; path: string }) => void;
}
