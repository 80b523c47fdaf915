import type { MarketProvider } from "../../price-source.ts";
import type { ProviderHttp } from "../../provider-http/provider-http.ts";
import { PROVIDER_LABELS } from "../../provider-http/provider-label.ts";
import { createMassiveApi } from "./massive-api.ts";
import { createMassiveDaily } from "./massive-daily.ts";
import { massiveFundamentals } from "./massive-fundamentals.ts";
import { massiveProfile } from "./massive-profile.ts";
import { massiveSearch } from "./massive-search.ts";

export interface MassiveParts {
  readonly http: ProviderHttp;
  /** Sent in the Authorization header only. */
  readonly key: string;
  /** Another origin than https://api.massive.com. */
  readonly url?: string | null;
  /** Says which session is the last one that has ended. */
  readonly now?: () => Date;
}

/**
 * Massive, formerly Polygon: stocks and funds listed in the United States, their options, and exchange rates. Closes as
 * traded (`adjusted=false`), dividends as paid, splits as new shares per old.
 *
 * Requests of `daily`: one a symbol, or, of up to 24 sessions of which fewer than twice as many as stocks are missing
 * from those kept, one a missing session for all stocks together; and two for the splits and dividends of all its stocks
 * (more where they fill several pages). Those of up to 24 sessions are of the whole market and kept for five minutes, so
 * that the next unit of symbols asks nothing twice. A symbol without a price takes one or two more to say why, one whose
 * prices begin within a longer range one more to learn whether the plan left out the others. `profile` and `search` take
 * one, `fundamentals` three.
 */
export function createMassive({ http, key, url, now = () => new Date() }: MassiveParts): MarketProvider {
  const api = createMassiveApi(http, key, url ?? undefined);
  return {
    name: "massive",
    label: PROVIDER_LABELS.massive,
    attribution: "Market data by Massive (massive.com)",
    capabilities: new Set(["daily", "profile", "fundamentals", "search", "option-quotes", "fx"]),
    daily: createMassiveDaily(api, now),
    profile: (symbol, signal) => massiveProfile(api, symbol, signal),
    fundamentals: (symbol, signal) => massiveFundamentals(api, symbol, now(), signal),
    search: (query, signal) => massiveSearch(api, query, signal),
  };
}
