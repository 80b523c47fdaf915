import { logger } from "#server/engine/logger.ts";
import { isSameMoney } from "#server/market/currency.ts";
import type { DailyFailure } from "#server/market/price-source.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import type { Need } from "./needs.ts";
import type { StoredSeries } from "./stored-series.ts";

interface AskedSymbol {
  readonly need: Pick<Need, "symbol" | "stored">;
  readonly fetched: FetchedSymbol;
  readonly series: StoredSeries;
}

const log = logger("app.services.market_data");

/**
 * That the prices of an answer become dollars otherwise than those stored, as "in GBP, not GBp"; null where they do
 * not, where nothing is stored, and where the answer does not say.
 */
export function currencyChange({ need, fetched, series }: AskedSymbol): string | null {
  const now = fetched.listing?.currency ?? null;
  if (now === null || fetched.failure !== null) return null;
  if (need.stored.newest === null && series.closes.size === 0) return null;
  return isSameMoney(now, series.currency) ? null : `in ${now}, not ${series.currency ?? "US dollars"}`;
}

/** An answer that cannot stand beside what is stored, while that cannot be replaced. */
export function refusedCurrency(asked: AskedSymbol, { reason }: DailyFailure) {
  const { symbol } = asked.need;
  const why = `it is now ${currencyChange(asked)}, and its older prices could not be had (${reason})`;
  const failure: DailyFailure = { symbol, code: "bad-response", reason: why };
  const nothing = { bars: [], actions: [], rejected: [], answered: [], settled: [] };
  const judged = { doubted: [], quarantined: [], withdrawn: [], reinstated: [], settled: [] };
  return { fetched: { symbol, ...nothing, failure, listing: null }, judged, restated: [] };
}

/** Says in the activity log that all prices of a symbol are replaced. */
export function tellReplaced(asked: AskedSymbol): void {
  const { symbol } = asked.need;
  log.warn({ subject: { symbol } }, `⚠️ ${symbol} is now ${currencyChange(asked)}: all of its prices are replaced`);
}
