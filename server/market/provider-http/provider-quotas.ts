import type { ProviderName } from "../price-source.ts";

/** How often a provider may be asked. */
export interface ProviderQuota {
  readonly perMinute: number;
  /** Requests that may be sent at once after a quiet while. */
  readonly burst: number;
  /** Requests a day, counted from midnight UTC; null for no end. */
  readonly perDay: number | null;
}

export type ProviderQuotas = Readonly<Record<ProviderName, ProviderQuota>>;

/**
 * What the providers allow without payment. Yahoo publishes nothing; its users report refusals after some 900 charts in
 * one go, and none at five a second: the 60 at once, all that a first portfolio's prices take, are far below. Massive
 * counts within each minute, so that a burst would be refused a minute's requests later: its five come one by one.
 */
const FREE: ProviderQuotas = {
  yahoo: { perMinute: 120, burst: 60, perDay: null },
  massive: { perMinute: 5, burst: 1, perDay: null },
  fmp: { perMinute: 300, burst: 10, perDay: 250 },
};

/**
 * The quotas of the free plans, but for the providers whose rate the operator has set. A rate no lower than the free
 * plan's says that another plan is paid for, which has no limit by day.
 */
export function providerQuotas(ratesPerMinute: Readonly<Record<ProviderName, number | null>>): ProviderQuotas {
  const of = (provider: ProviderName) => ratedQuota(FREE[provider], ratesPerMinute[provider]);
  return { yahoo: of("yahoo"), massive: of("massive"), fmp: of("fmp") };
}

function ratedQuota(free: ProviderQuota, rate: number | null): ProviderQuota {
  if (rate === null) return free;
  if (rate < free.perMinute) return { ...free, perMinute: rate, burst: Math.min(rate, free.burst) };
  return { perMinute: rate, burst: Math.max(free.burst, Math.round(rate / 60)), perDay: null };
}
