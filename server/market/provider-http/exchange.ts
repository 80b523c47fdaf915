import type { ProviderName } from "../price-source.ts";
import { LONGEST_WAIT_MS } from "./gate-state.ts";
import type { Pause } from "./pause.ts";
import { ProviderError, type ProviderErrorCode } from "./provider-error.ts";
import type { ProviderGate } from "./provider-gate.ts";
import type { Slots } from "./slots.ts";
import { type Answer, type Asked, type Send, transfer } from "./transfer.ts";
import { announceWait, recordUsage } from "./usage.ts";

export interface ExchangeParts {
  readonly provider: ProviderName;
  readonly gate: ProviderGate;
  readonly slots: Slots;
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly random: () => number;
  readonly pause: Pause;
}

/** A question that may be asked more than once. */
export interface Question<Value> {
  readonly asked: Asked;
  readonly send: Send;
  /** What an answer comes to. @throws ProviderError when it is a failure */
  readonly judge: (answer: Answer) => Value;
  readonly signal: AbortSignal;
}

export type Exchange = <Value>(question: Question<Value>) => Promise<Value>;

type Outcome<Value> = { readonly value: Value } | { readonly error: ProviderError };

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const REPEATED: ReadonlySet<ProviderErrorCode> = new Set(["rate-limited", "server-error", "network", "timeout"]);

/** Asks at the gate before each attempt, tells it how each ended, and repeats those that may end otherwise. */
export function createExchange(parts: ExchangeParts): Exchange {
  const { provider, gate, slots, pause, random } = parts;

  async function enter(signal: AbortSignal, last: ProviderError | null): Promise<void> {
    try {
      recordUsage(provider, { waitedMs: await gate.enter(provider, signal) });
    } catch (error) {
      // A retry that is not let in: what the provider did says more than that it is left alone now.
      throw error instanceof ProviderError ? (last ?? error) : error;
    }
  }

  async function attempt<Value>(question: Question<Value>, retries: 0 | 1): Promise<Outcome<Value>> {
    const { asked, send, judge, signal } = question;
    const begun = performance.now();
    let value: Value;
    try {
      value = judge(await transfer(send, asked, parts.timeoutMs, signal));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      await gate.failed(provider, error);
      return { error };
    } finally {
      recordUsage(provider, { requests: 1, retries, busyMs: performance.now() - begun });
    }
    await gate.succeeded(provider);
    return { value };
  }

  async function waitAfter(error: ProviderError, failed: number, signal: AbortSignal): Promise<void> {
    const ms = Math.max(error.retryAfterMs ?? 0, backoffMs(failed, random));
    announceWait(provider, ms, error.retryAfterMs ? "it asked for a pause" : "it is asked once more");
    await pause(ms, signal);
    signal.throwIfAborted();
    recordUsage(provider, { waitedMs: ms });
  }

  async function ask<Value>(question: Question<Value>): Promise<Value> {
    let last: ProviderError | null = null;
    for (let count = 1; ; count++) {
      await enter(question.signal, last);
      const outcome: Outcome<Value> = await attempt(question, last ? 1 : 0);
      if ("value" in outcome) return outcome.value;
      last = outcome.error;
      if (count >= parts.attempts || !isRepeated(last)) throw last;
      await waitAfter(last, count, question.signal);
    }
  }

  return (question) => slots(() => ask(question), question.signal);
}

/** An answer that broke off has no status to speak of; one that was whole would be the same again. */
function isRepeated({ code, status, retryAfterMs }: ProviderError): boolean {
  if ((retryAfterMs ?? 0) > LONGEST_WAIT_MS) return false;
  return REPEATED.has(code) || (code === "bad-response" && status === null);
}

/** Doubles with each failure; half of it is chance, so that those refused together do not come back together. */
function backoffMs(failed: number, random: () => number): number {
  return Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failed - 1)) * (0.5 + random() / 2);
}
