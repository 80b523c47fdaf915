import type { ProviderName } from "../price-source.ts";
import { type GateState, isClosed, queuedMs, TRIAL_MS, TrialUnderWay } from "./gate-state.ts";
import type { Pause } from "./pause.ts";
import type { ProviderError } from "./provider-error.ts";
import type { ProviderGate } from "./provider-gate.ts";
import type { ProviderQuota } from "./provider-quotas.ts";
import { announceWait } from "./usage.ts";

/** A request let in: when its turn is, and whether it is the one that tries a provider that kept failing. */
export interface Turn {
  readonly waitMs: number;
  /** What it waits for. */
  readonly why: string;
  readonly isTrial: boolean;
  /** What demanded pauses had moved turns by when it was looked at. */
  readonly movedMs: number;
}

/** Where a gate keeps what it knows of providers; each call is one change that nobody else's comes between. */
export interface GateLedger {
  /** Takes a token, or only looks whether the turn of one `taken` has come. @throws ProviderError refused */
  take(provider: ProviderName, taken: Turn | null): Promise<Turn>;
  /** Undoes a `take` whose request is not sent. */
  giveBack(provider: ProviderName, turn: Turn): Promise<void>;
  answered(provider: ProviderName): Promise<void>;
  failed(provider: ProviderName, error: ProviderError): Promise<void>;
}

/** How often whoever waits for another request's trial looks whether it is over. */
const LOOK_MS = 500;

/** A gate that waits as its ledger says. */
export function createGate(ledger: GateLedger, pause: Pause): ProviderGate {
  /** Those behind a trial wait for its outcome: refused at once, they would go without a provider that is back. */
  async function firstTurn(provider: ProviderName, signal: AbortSignal) {
    for (let waitedMs = 0; ; waitedMs += LOOK_MS) {
      try {
        return { turn: await ledger.take(provider, null), waitedMs };
      } catch (error) {
        if (!(error instanceof TrialUnderWay) || waitedMs >= TRIAL_MS) throw error;
        await pause(LOOK_MS, signal);
        signal.throwIfAborted();
      }
    }
  }

  return {
    async enter(provider, signal) {
      signal.throwIfAborted();
      let { turn, waitedMs } = await firstTurn(provider, signal);
      try {
        while (turn.waitMs > 0) {
          announceWait(provider, turn.waitMs, turn.why);
          await pause(turn.waitMs, signal);
          signal.throwIfAborted();
          waitedMs += turn.waitMs;
          if (turn.isTrial) break;
          // Meanwhile the provider may have demanded a pause, or the breaker opened.
          turn = await ledger.take(provider, turn);
        }
        return waitedMs;
      } catch (error) {
        // A token that cannot be given back is made up for by time.
        await ledger.giveBack(provider, turn).catch(() => undefined);
        throw error;
      }
    },
    succeeded: (provider) => ledger.answered(provider),
    failed: (provider, error) => ledger.failed(provider, error),
  };
}

/**
 * The turn of the request whose token was just taken from `state`; of one `taken` before, whose wait is over, what pauses
 * that were demanded meanwhile have moved it by, so that all keep their places.
 */
export function turnOf(state: GateState, quota: ProviderQuota, now: Date, taken: Turn | null): Turn {
  const { closedUntil, closedReason, movedMs } = state;
  const dueMs = taken ? movedMs - taken.movedMs : queuedMs(state, quota, now);
  const isPaused = closedReason === "demanded" && closedUntil !== null && isClosed(state, now);
  const pausedMs = isPaused ? closedUntil.getTime() - now.getTime() : 0;
  return {
    waitMs: Math.ceil(Math.max(0, dueMs, pausedMs)),
    why: isPaused ? "it asked for a pause" : `${quota.perMinute} requests a minute`,
    isTrial: closedReason === "trial",
    movedMs,
  };
}
