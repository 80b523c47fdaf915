import type { providerStates } from "#server/db/schema/market.ts";
import type { ProviderName } from "../price-source.ts";
import { ProviderError } from "./provider-error.ts";
import { PROVIDER_LABELS } from "./provider-label.ts";
import type { ProviderQuota } from "./provider-quotas.ts";

/** What everybody who asks a provider knows of it. */
export type GateState = typeof providerStates.$inferSelect;

/** A pause that a provider demands is waited out when it is no longer than this. */
export const LONGEST_WAIT_MS = 60_000;
/** The one request let through after a breaker's pause is taken to be lost after this. */
export const TRIAL_MS = 30_000;
/** Successes are written down no more often than this, when they change nothing else. */
export const SUCCESS_EVERY_MS = 10_000;

/** A refusal that is over as soon as the request on trial has its answer. */
export class TrialUnderWay extends ProviderError {}

export function freshState(provider: ProviderName, quota: ProviderQuota, now: Date): GateState {
  return {
    provider,
    tokens: quota.burst,
    refilledAt: now,
    movedMs: 0,
    day: dayOf(now),
    usedToday: 0,
    failures: 0,
    closedUntil: null,
    closedReason: null,
    lastSuccessAt: null,
    lastErrorAt: null,
    lastErrorCode: null,
    lastError: null,
  };
}

/** Milliseconds until the turn of the token taken last, none where that is now. */
export function queuedMs({ tokens, refilledAt }: GateState, { perMinute }: ProviderQuota, now: Date): number {
  const heldUpMs = Math.max(0, refilledAt.getTime() - now.getTime());
  return tokens < 0 ? heldUpMs + (-tokens * 60_000) / perMinute : 0;
}

/** The tokens at `now`, below zero while requests wait for their turn. */
export function refilledTokens(state: GateState, { burst, perMinute }: ProviderQuota, now: Date): number {
  const elapsedMs = Math.max(0, now.getTime() - state.refilledAt.getTime());
  return Math.min(burst, state.tokens + (elapsedMs * perMinute) / 60_000);
}

/** The UTC day of an instant. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

export function usedToday(state: GateState, now: Date): number {
  return state.day === dayOf(now) ? state.usedToday : 0;
}

export function isClosed(state: GateState, now: Date): boolean {
  return state.closedUntil !== null && state.closedUntil > now;
}

/** True from the fifth failure in a row to the next answer. */
export function isBroken(state: GateState): boolean {
  return state.closedReason === "failures" || state.closedReason === "trial";
}

/** Why no request may be sent, null where one may, be it after a wait. */
export function refusal(state: GateState, quota: ProviderQuota, now: Date): ProviderError | null {
  const { provider, closedUntil } = state;
  const closedMs = closedUntil === null ? 0 : closedUntil.getTime() - now.getTime();
  if (closedMs > 0 && isBroken(state)) {
    const Refusal = state.closedReason === "trial" ? TrialUnderWay : ProviderError;
    return new Refusal("paused", pausedText(state), { provider, retryAfterMs: closedMs });
  }
  if (closedMs > LONGEST_WAIT_MS) {
    return new ProviderError("rate-limited", pausedText(state), { provider, retryAfterMs: closedMs });
  }
  if (quota.perDay === null || usedToday(state, now) < quota.perDay) return null;
  return new ProviderError("quota-spent", spentText(provider, quota.perDay), {
    provider,
    retryAfterMs: nextDay(now).getTime() - now.getTime(),
  });
}

/** Why a provider is not asked before `closedUntil`, in words. */
export function pausedText({ provider, closedUntil, closedReason, failures, lastError }: GateState): string {
  const label = PROVIDER_LABELS[provider];
  const at = closedUntil === null ? "soon" : `at ${minuteOf(closedUntil)} UTC`;
  const last = lastError === null ? "" : `; the last time: ${lastError}`;
  if (closedReason === "demanded") return `${label} asked for a pause and is asked again ${at}${last}`;
  const next = closedReason === "trial" ? "one request is finding out whether it answers" : `it is asked again ${at}`;
  return `${label} failed ${failures} times in a row, ${next}${last}`;
}

/** "14:05", not before the instant. */
function minuteOf(at: Date): string {
  return new Date(Math.ceil(at.getTime() / 60_000) * 60_000).toISOString().slice(11, 16);
}

export function spentText(provider: ProviderName, perDay: number): string {
  return `${PROVIDER_LABELS[provider]}: today's ${perDay} requests are used up; there are new ones from 00:00 UTC`;
}

/** When the requests of a day are there again. */
export function nextDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}
