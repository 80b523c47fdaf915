import { type DateRange, shiftedDate } from "#server/market/coverage.ts";
import type { DailyFailureCode } from "#server/market/price-source.ts";
import type { StoredFailure, StoredPrices } from "./stored-prices.ts";

/** What asking again soon will not change. */
const LASTING: ReadonlySet<string> = new Set<DailyFailureCode>(["unknown-symbol", "bad-data"]);

const NO_NEWS_DAYS = 7;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Milliseconds after which a symbol is asked for again, by how often it was asked for in vain; the last one holds on. An
 * hour less than whole days: a nightly run that begins seconds earlier than the one before is not to wait for another.
 */
export const RETRY_AFTER_MS: readonly number[] = [1, 3, 7].map((days) => days * DAY_MS - HOUR_MS);

/**
 * The failure that lets a symbol not be asked for yet; null where it is to be asked for. That a source has nothing new
 * is remembered only of a symbol without a bar for a week: until then the newest may be late.
 */
export function rememberedFailure(
  { failure, newest }: Pick<StoredPrices, "failure" | "newest">,
  missing: readonly DateRange[],
  now: Date,
): StoredFailure | null {
  if (failure === null || failure.retryAfter <= now) return null;
  if (LASTING.has(failure.code)) return failure;
  if (failure.code !== "no-data" || newest === null) return null;
  const weekAgo = shiftedDate(now.toISOString().slice(0, 10), -NO_NEWS_DAYS);
  return newest < weekAgo && missing.every(({ from }) => from > newest) ? failure : null;
}

/** "Massive does not know HZNP (asked 2 h ago, next try after 2025-07-17 20:00 UTC)". */
export function rememberedReason({ reason, lastSeen, retryAfter }: StoredFailure, now: Date): string {
  const next = retryAfter.toISOString().slice(0, 16).replace("T", " ");
  return `${reason} (asked ${agoText(now.getTime() - lastSeen.getTime())}, next try after ${next} UTC)`;
}

function agoText(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(1, Math.round(ms / 60_000))} min ago`;
  return ms < 2 * DAY_MS ? `${Math.round(ms / HOUR_MS)} h ago` : `${Math.round(ms / DAY_MS)} days ago`;
}
