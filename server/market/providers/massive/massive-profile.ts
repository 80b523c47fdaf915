import { z } from "zod";
import type { Profile } from "../../price-source.ts";
import { ProviderError } from "../../provider-http/provider-error.ts";
import type { MassiveApi } from "./massive-api.ts";
import { massiveExchange, massiveKind } from "./massive-kinds.ts";
import { massiveSymbol } from "./massive-symbol.ts";

const TEXT = z.string().nullish();
const DETAILS = z.object({
  ticker: z.string(),
  name: TEXT,
  type: TEXT,
  primary_exchange: TEXT,
  currency_name: TEXT,
  market_cap: z.number().nullish(),
  sic_description: TEXT,
  description: TEXT,
  homepage_url: TEXT,
});

/**
 * One request. Massive says neither sector, ratios, beta nor targets; its industry is the SIC's. Null for tickers it does
 * not list, and for what is no stock or fund. @throws ProviderError
 */
export async function massiveProfile(api: MassiveApi, symbol: string, signal?: AbortSignal): Promise<Profile | null> {
  const { ticker, market } = massiveSymbol(symbol);
  if (market !== "stocks") return null;
  const path = `/v3/reference/tickers/${encodeURIComponent(ticker)}`;
  const details = await api.one(path, {}, DETAILS, signal).catch((error: unknown) => {
    if (error instanceof ProviderError && error.code === "not-found") return null;
    throw error;
  });
  const kind = massiveKind(details?.type);
  if (!details || !kind) return null;
  return {
    symbol,
    kind,
    name: details.name ?? null,
    sector: null,
    industry: details.sic_description ?? null,
    exchange: massiveExchange(details.primary_exchange),
    country: null,
    currency: details.currency_name?.toUpperCase() ?? null,
    marketCap: details.market_cap ?? null,
    peRatio: null,
    forwardPe: null,
    dividendYield: null,
    beta: null,
    week52Low: null,
    week52High: null,
    targetLow: null,
    targetMean: null,
    targetHigh: null,
    description: details.description ?? null,
    website: details.homepage_url ?? null,
  };
}
