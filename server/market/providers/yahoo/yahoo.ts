import type { DailyResult, MarketProvider } from "../../price-source.ts";
import type { ProviderHttp } from "../../provider-http/provider-http.ts";
import { createYahooClient } from "./yahoo-client.ts";
import { yahooDaily } from "./yahoo-daily.ts";
import { yahooFundamentals } from "./yahoo-fundamentals.ts";
import { yahooProfile } from "./yahoo-profile.ts";
import { yahooSearch } from "./yahoo-search.ts";

export interface YahooParts {
  /** Bounds what is asked at once. */
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
    label: "Yahoo Finance",
    attribution: "Market data from Yahoo Finance, for personal use; prices as traded, with splits and dividends",
    capabilities: new Set(["daily", "profile", "fundamentals", "search", "option-quotes", "fx"]),
    async daily(symbols, from, to, signal) {
      const asked = now();
      const found = await Promise.all(
        symbols.map((symbol) => yahooDaily(client, { symbol, from, to, now: asked, signal })),
      );
      const result: DailyResult = { answers: [], failures: [] };
      for (const one of found) {
        if ("bars" in one) result.answers.push(one);
        else result.failures.push(one);
      }
      return result;
    },
    profile: (symbol, signal) => yahooProfile(client, symbol, signal),
    fundamentals: (symbol, signal) => yahooFundamentals(client, { symbol, now: now(), signal }),
    search: (query, signal) => yahooSearch(client, query, signal),
  };
}
