import type { MarketProvider } from "../../price-source.ts";
import type { ProviderHttp } from "../../provider-http/provider-http.ts";
import { PROVIDER_LABELS } from "../../provider-http/provider-label.ts";
import { dailyOfEach } from "../daily-of-each.ts";
import { createYahooClient } from "./yahoo-client.ts";
import { yahooDaily } from "./yahoo-daily.ts";
import { yahooFundamentals } from "./yahoo-fundamentals.ts";
import { yahooProfile } from "./yahoo-profile.ts";
import { yahooSearch } from "./yahoo-search.ts";

/** More than are let through at once, so that the next one is there when its turn comes. */
const SYMBOLS_AT_ONCE = 16;

export interface YahooParts {
  /** Made with this folder's `expectsJson`. */
  readonly http: ProviderHttp;
  /** Answers instead of all of Yahoo's hosts; a header tells it which one was meant. */
  readonly url?: string | null;
  readonly now?: () => Date;
}

/** Yahoo Finance: no key; daily prices of stocks, funds, currencies and listed options, profiles and statements. */
export function createYahoo({ http, url = null, now = () => new Date() }: YahooParts): MarketProvider {
  const client = createYahooClient({ http, url });
  return {
    name: "yahoo",
    label: PROVIDER_LABELS.yahoo,
    attribution: "Market data from Yahoo Finance, for personal use; prices as traded, with splits and dividends",
    capabilities: new Set(["daily", "profile", "fundamentals", "search", "option-quotes", "fx"]),
    daily(symbols, from, to, signal) {
      const ask = (symbol: string) => yahooDaily(client, { symbol, from, to, now: now(), signal });
      return dailyOfEach(symbols, SYMBOLS_AT_ONCE, ask, signal);
    },
    profile: (symbol, signal) => yahooProfile(client, symbol, signal),
    fundamentals: (symbol, signal) => yahooFundamentals(client, { symbol, now: now(), signal }),
    search: (query, signal) => yahooSearch(client, query, signal),
  };
}
