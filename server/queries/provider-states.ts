import { getTableColumns, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { providerStates } from "#server/db/schema/market.ts";
import type { ProviderName } from "#server/market/price-source.ts";
import {
  freshState,
  type GateState,
  isClosed,
  nextDay,
  pausedText,
  refilledTokens,
  spentText,
  usedToday,
} from "#server/market/provider-http/gate-state.ts";
import { PROVIDER_LABELS } from "#server/market/provider-http/provider-label.ts";
import type { ProviderQuota, ProviderQuotas } from "#server/market/provider-http/provider-quotas.ts";

/**
 * `failures` the breaker is open · `trial` one request is finding out whether it may close · `demanded` the provider
 * wants to be left alone · `quota` today's requests are used up.
 */
export type PauseReason = "failures" | "trial" | "demanded" | "quota";

export type ProviderAvailability =
  | { readonly kind: "available" }
  | { readonly kind: "paused"; readonly until: Date; readonly reason: PauseReason; readonly text: string };

/** How a live provider is doing, for everybody who asks it through one database. */
export interface ProviderHealth {
  readonly provider: ProviderName;
  readonly label: string;
  readonly availability: ProviderAvailability;
  /** In a row; 0 after an answer. */
  readonly failures: number;
  /** Null where it has never answered; to about ten seconds. */
  readonly lastSuccessAt: Date | null;
  /** The newest, even if it has answered since. `code` is a ProviderErrorCode. */
  readonly lastError: { readonly at: Date; readonly code: string; readonly text: string } | null;
  /** Requests since midnight UTC. */
  readonly usedToday: number;
  /** Null where the day has no limit. */
  readonly leftToday: number | null;
  /** Requests that may be sent at once now; below zero, so many are waiting for their turn. */
  readonly tokens: number;
  readonly quota: ProviderQuota;
}

/** The health of every live provider, also of those that were never asked, by the database's clock. */
export async function providerHealth(db: Database, quotas: ProviderQuotas): Promise<ProviderHealth[]> {
  const now = sql`extract(epoch from now()) * 1000`.mapWith(Number);
  const rows = await db.select({ ...getTableColumns(providerStates), now }).from(providerStates);
  return (["yahoo", "massive", "fmp"] as const satisfies readonly ProviderName[]).map((provider) => {
    const row = rows.find((each) => each.provider === provider);
    const at = row ? new Date(row.now) : new Date();
    return healthOf(row ?? freshState(provider, quotas[provider], at), quotas[provider], at);
  });
}

/** What a stored state comes to at an instant. */
export function healthOf(state: GateState, quota: ProviderQuota, now: Date): ProviderHealth {
  const { provider, failures, lastSuccessAt, lastErrorAt, lastErrorCode, lastError } = state;
  const used = usedToday(state, now);
  const leftToday = quota.perDay === null ? null : Math.max(0, quota.perDay - used);
  return {
    provider,
    label: PROVIDER_LABELS[provider],
    availability: availability(state, quota, now),
    failures,
    lastSuccessAt,
    lastError: lastErrorAt && { at: lastErrorAt, code: lastErrorCode ?? "", text: lastError ?? "" },
    usedToday: used,
    leftToday,
    tokens: Math.floor(refilledTokens(state, quota, now)),
    quota,
  };
}

function availability(state: GateState, { perDay }: ProviderQuota, now: Date): ProviderAvailability {
  const { provider, closedUntil, closedReason } = state;
  if (closedUntil !== null && isClosed(state, now)) {
    return { kind: "paused", until: closedUntil, reason: closedReason ?? "demanded", text: pausedText(state) };
  }
  if (perDay === null || usedToday(state, now) < perDay) return { kind: "available" };
  return { kind: "paused", until: nextDay(now), reason: "quota", text: spentText(provider, perDay) };
}
