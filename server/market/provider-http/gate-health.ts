import type { GateState } from "./gate-state.ts";
import { isClosed, refilledTokens, SUCCESS_EVERY_MS } from "./gate-state.ts";
import type { ProviderError } from "./provider-error.ts";
import type { ProviderQuota } from "./provider-quotas.ts";

/** Failures in a row that open the breaker. */
const MOST_FAILURES = 5;
const FIRST_BREAK_MS = 30_000;
const LONGEST_BREAK_MS = 600_000;
/** The pause after a 429 that demands none; it doubles until the provider answers. */
const FIRST_PAUSE_MS = 250;
/** Of a token. */
const ROUNDING = 1e-6;
/** A longer Retry-After is a mistake. */
const LONGEST_DEMAND_MS = 24 * 3_600_000;

/** The state after an answer; null where nothing worth writing down has changed. */
export function afterAnswer(state: GateState, now: Date): GateState | null {
  const { failures, lastSuccessAt } = state;
  const known = lastSuccessAt !== null && now.getTime() - lastSuccessAt.getTime() <= SUCCESS_EVERY_MS;
  const { closedUntil, closedReason } = openedBy(state, now);
  if (known && failures === 0 && closedUntil === state.closedUntil) return null;
  return { ...state, failures: 0, closedUntil, closedReason, lastSuccessAt: now };
}

/** The state after a request that came to nothing; null where that says nothing of the provider. */
export function afterFailure(
  state: GateState,
  error: ProviderError,
  quota: ProviderQuota,
  now: Date,
): GateState | null {
  const noted = { ...state, lastErrorAt: now, lastErrorCode: error.code, lastError: error.message };
  switch (error.code) {
    case "paused":
      return null;
    case "not-found":
    case "bad-request":
      return afterAnswer(state, now);
    case "unauthorized":
    case "quota-spent":
      return { ...noted, ...openedBy(state, now), failures: 0 };
    case "rate-limited":
      return { ...noted, ...heldUp(state, pausedBy(state, error, now), quota, now) };
    case "timeout":
    case "network":
    case "server-error":
    case "bad-response": {
      const broken = brokenBy(state, error, now);
      return { ...noted, ...broken, ...(error.retryAfterMs === null ? {} : heldUp(state, broken, quota, now)) };
    }
  }
}

/**
 * The closing, and what of it nothing is refilled in: as long as it takes for the next turn to come when it is over, and
 * each later one in its place after it. No burst is left.
 */
function heldUp(state: GateState, closing: Closing, quota: ProviderQuota, now: Date): Partial<GateState> {
  const tokens = Math.min(0, refilledTokens(state, quota, now));
  const refilledAt = Math.max(now.getTime(), state.refilledAt.getTime());
  const held = { ...closing, tokens, refilledAt: new Date(refilledAt) };
  const { closedUntil, closedReason } = closing;
  if (closedReason !== "demanded" || closedUntil === null) return held;
  // Tokens are fractions: of -2.4 the next turn is due when four tenths are refilled, of none when a whole one is.
  const whole = Math.ceil(-tokens - ROUNDING);
  const missing = whole > 0 ? -tokens - (whole - 1) : 1;
  const movedMs = Math.max(0, closedUntil.getTime() - refilledAt - (missing * 60_000) / quota.perMinute);
  return { ...held, refilledAt: new Date(refilledAt + movedMs), movedMs: state.movedMs + movedMs };
}

type Closing = Pick<GateState, "closedUntil" | "closedReason">;

/** An answer ends the breaker's pause and one that is over, but not the one a provider demanded of another request. */
function openedBy(state: GateState, now: Date): Closing {
  const { closedUntil, closedReason } = state;
  if (closedReason === "demanded" && isClosed(state, now)) return { closedUntil, closedReason };
  return { closedUntil: null, closedReason: null };
}

function pausedBy(state: GateState, error: ProviderError, now: Date): Closing {
  const demandedMs = error.retryAfterMs ?? (isClosed(state, now) ? 0 : grownPauseMs(state));
  if (state.closedReason !== "trial") {
    return { closedUntil: later(state, now, demandedMs), closedReason: state.closedReason ?? "demanded" };
  }
  const ms = Math.max(capped(demandedMs), breakMs(state.failures));
  return { closedUntil: new Date(now.getTime() + ms), closedReason: "failures" };
}

function grownPauseMs({ closedUntil, closedReason, lastErrorAt }: GateState): number {
  const wasPaused = closedReason === "demanded" && closedUntil !== null && lastErrorAt !== null;
  const lastMs = wasPaused ? closedUntil.getTime() - lastErrorAt.getTime() : 0;
  return Math.min(LONGEST_BREAK_MS, Math.max(FIRST_PAUSE_MS, 2 * lastMs));
}

function brokenBy(state: GateState, error: ProviderError, now: Date): Closing & Pick<GateState, "failures"> {
  const demandedMs = error.retryAfterMs ?? 0;
  // Requests that were under way when the breaker opened tell nothing new.
  const isLate = state.closedReason === "failures" && isClosed(state, now);
  const failures = state.failures + (isLate ? 0 : 1);
  if (!isLate && failures >= MOST_FAILURES) {
    const ms = Math.max(demandedMs, breakMs(failures));
    return { failures, closedUntil: later(state, now, ms), closedReason: "failures" };
  }
  if (demandedMs === 0) return { failures, closedUntil: state.closedUntil, closedReason: state.closedReason };
  return { failures, closedUntil: later(state, now, demandedMs), closedReason: state.closedReason ?? "demanded" };
}

function breakMs(failures: number): number {
  return Math.min(LONGEST_BREAK_MS, FIRST_BREAK_MS * 2 ** Math.max(0, failures - MOST_FAILURES));
}

function later({ closedUntil }: GateState, now: Date, ms: number): Date {
  return new Date(Math.max(closedUntil?.getTime() ?? 0, now.getTime() + capped(ms)));
}

const capped = (ms: number) => Math.min(ms, LONGEST_DEMAND_MS);
