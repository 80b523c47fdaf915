import { logger } from "#server/engine/logger.ts";
import { PROVIDER_LABELS } from "#server/market/provider-http/provider-label.ts";
import type { Waiting } from "#server/market/provider-http/usage.ts";

/** A wait that a person will wonder about is longer than this. */
const TOLD_MS = 2_000;

const log = logger("app.services.market_data");

/**
 * Says in the activity log what the run is waiting for, as "Waiting 12 s for Massive: 5 requests a minute". While that
 * lasts, other requests that wait for the same provider say nothing.
 */
export function tellWaits(now: () => number = Date.now): Waiting {
  const until = new Map<string, number>();
  return (provider, ms, why) => {
    if (ms <= TOLD_MS || now() < (until.get(provider) ?? 0)) return;
    until.set(provider, now() + ms);
    log.info({ code: "WAITING" }, `Waiting ${Math.round(ms / 1000)} s for ${PROVIDER_LABELS[provider]}: ${why}`);
  };
}
