import type { Format } from "#lib/format.ts";

/** A live provider as admins see it. Times are UTC ISO. */
export interface ListedProvider {
  readonly provider: string;
  readonly label: string;
  /** In the order they are asked, from 1; null where it is not set up. */
  readonly place: number | null;
  readonly availability:
    | { readonly kind: "available" }
    | { readonly kind: "paused"; readonly until: string; readonly reason: string; readonly text: string };
  /** In a row. */
  readonly failures: number;
  readonly lastSuccessAt: string | null;
  readonly lastError: { readonly at: string; readonly code: string; readonly text: string } | null;
  readonly usedToday: number;
  /** Null where the day has no limit. */
  readonly leftToday: number | null;
  /** Requests that may be sent at once now; below zero, so many wait for their turn. */
  readonly tokens: number;
  readonly quota: { readonly perMinute: number; readonly burst: number; readonly perDay: number | null };
}

/** A provider's state in a word, with the status it looks like. */
export type ProviderLook = {
  readonly word: string;
  readonly look: "ok" | "warned" | "down" | "off";
};

/** Not set up, stopped by its breaker or its quota, troubled by its last requests, never asked, or well. */
export function providerLook({ place, availability, failures, lastSuccessAt }: ListedProvider): ProviderLook {
  if (place === null) return { word: "Not set up", look: "off" };
  if (availability.kind === "paused") {
    const isBroken = availability.reason === "failures" || availability.reason === "trial";
    if (isBroken) return { word: "Breaker open", look: "down" };
    return availability.reason === "quota"
      ? { word: "Quota spent", look: "warned" }
      : { word: "Paused by the provider", look: "warned" };
  }
  if (failures > 0) return { word: "Failing", look: "warned" };
  return lastSuccessAt === null ? { word: "Not asked yet", look: "off" } : { word: "Answering", look: "ok" };
}

/** What may be asked: "120 requests a minute, 250 a day; 231 left today". */
export function quotaText({ quota, leftToday, usedToday, tokens }: ListedProvider, { quantity }: Format): string {
  const perDay = quota.perDay === null ? "" : `, ${quantity(quota.perDay)} a day`;
  const rate = `${quantity(quota.perMinute)} requests a minute${perDay}`;
  const day = leftToday === null ? `${quantity(usedToday)} used today` : `${quantity(leftToday)} left today`;
  const waiting = tokens < 0 ? `, ${quantity(-tokens)} waiting for their turn` : "";
  return `${rate}; ${day}${waiting}`;
}

/** What sets a provider up that is not: the variable that holds its key, or the list it is left out of. */
export function setUpText({ provider }: ListedProvider): string {
  const key = { massive: "MASSIVE_API_KEY", fmp: "FMP_API_KEY" }[provider];
  return key ? `Set ${key} to have it asked.` : "NONET_PROVIDERS leaves it out.";
}
