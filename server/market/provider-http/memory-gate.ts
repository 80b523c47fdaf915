import type { ProviderName } from "../price-source.ts";
import { createGate, type GateLedger, turnOf } from "./gate.ts";
import { afterAnswer, afterFailure } from "./gate-health.ts";
import {
  dayOf,
  freshState,
  type GateState,
  isBroken,
  queuedMs,
  refilledTokens,
  refusal,
  TRIAL_MS,
  usedToday,
} from "./gate-state.ts";
import { type Pause, pauseFor } from "./pause.ts";
import type { ProviderGate } from "./provider-gate.ts";
import type { ProviderQuotas } from "./provider-quotas.ts";

/** Where a gate gets its time from. */
export interface GateClock {
  now(): Date;
}

/** A gate for one process alone: it knows what was asked through itself. */
export function createMemoryGate(quotas: ProviderQuotas, clock: GateClock, pause: Pause = pauseFor): ProviderGate {
  return createGate(createMemoryLedger(quotas, clock), pause);
}

function createMemoryLedger(quotas: ProviderQuotas, clock: GateClock): GateLedger {
  const states = new Map<ProviderName, GateState>();

  function change<Value>(
    provider: ProviderName,
    by: (state: GateState, now: Date) => [GateState | null, Value],
  ): Value {
    const now = clock.now();
    const [next, value] = by(states.get(provider) ?? freshState(provider, quotas[provider], now), now);
    if (next) states.set(provider, next);
    return value;
  }

  return {
    take: async (provider, before) =>
      change(provider, (state, now) => {
        const quota = quotas[provider];
        const refused = refusal(state, before ? { ...quota, perDay: null } : quota, now);
        if (refused) throw refused;
        const taken = before ? state : withoutToken(state, refilledTokens(state, quota, now), now);
        const next = isBroken(taken) ? onTrial(taken, now, queuedMs(taken, quota, now)) : taken;
        return [next, turnOf(next, quota, now, before)];
      }),
    giveBack: async (provider, { isTrial }) =>
      change(provider, (state, now) => {
        const used = Math.max(0, state.usedToday - (state.day === dayOf(now) ? 1 : 0));
        const next: GateState = { ...state, tokens: state.tokens + 1, usedToday: used };
        return [isTrial ? { ...next, closedUntil: now, closedReason: "failures" } : next, undefined];
      }),
    answered: async (provider) => change(provider, (state, now) => [afterAnswer(state, now), undefined]),
    failed: async (provider, error) =>
      change(provider, (state, now) => [afterFailure(state, error, quotas[provider], now), undefined]),
  };
}

function withoutToken(state: GateState, tokens: number, now: Date): GateState {
  const refilledAt = state.refilledAt > now ? state.refilledAt : now;
  return { ...state, tokens: tokens - 1, refilledAt, day: dayOf(now), usedToday: usedToday(state, now) + 1 };
}

function onTrial(state: GateState, now: Date, waitMs: number): GateState {
  return { ...state, closedUntil: new Date(now.getTime() + waitMs + TRIAL_MS), closedReason: "trial" };
}
