import type { MarketProvider } from "../../price-source.ts";
import type { ProviderHttp } from "../../provider-http/provider-http.ts";
import { PROVIDER_LABELS } from "../../provider-http/provider-label.ts";
import { createFmpApi } from "./fmp-api.ts";
import { createFmpDaily } from "./fmp-daily.ts";
import { fmpFundamentals } from "./fmp-fundamentals.ts";
import { fmpProfile } from "./fmp-profile.ts";
import { fmpSearch } from "./fmp-search.ts";

export interface FmpParts {
  readonly http: ProviderHttp;
  /** Sent in the header `apikey` only. */
  readonly key: string;
  /** Another origin than https://financialmodelingprep.com. */
  readonly url?: string | null;
  /** Says which session is the last one that has ended. */
  readonly now?: () => Date;
}

/**
 * Financial Modeling Prep: stocks and funds of many countries, and exchange rates; no options. Closes as traded,
 * dividends as paid, splits as new shares per old.
 *
 * Requests of `daily`: three a symbol (prices, splits, dividends), of which an exchange rate takes one; one more for the
 * currency of a listing outside the United States, or to say why there is no price. Splits, dividends and currencies are
 * kept for five minutes, so that further ranges of a symbol take one. `profile` takes two, `search` two, `fundamentals`
 * twelve. What a plan limits to few rows takes one request more; closes before the oldest split or dividend that it gives
 * are then left out and named.
 */
export function createFmp({ http, key, url, now = () => new Date() }: FmpParts): MarketProvider {
  const api = createFmpApi(http, key, url ?? undefined);
  return {
    name: "fmp",
    label: PROVIDER_LABELS.fmp,
    attribution: "Market data by Financial Modeling Prep (financialmodelingprep.com)",
    capabilities: new Set(["daily", "profile", "fundamentals", "search", "fx"]),
    daily: createFmpDaily(api, now),
    profile: (symbol, signal) => fmpProfile(api, symbol, signal),
    fundamentals: (symbol, signal) => fmpFundamentals(api, symbol, now(), signal),
    search: (query, signal) => fmpSearch(api, query, signal),
  };
}
