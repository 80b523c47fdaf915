import { z } from "zod";
import type { Profile } from "../../price-source.ts";
import type { FmpApi } from "./fmp-api.ts";
import { type FmpCompany, fmpCompany } from "./fmp-company.ts";
import { fmpSymbol } from "./fmp-symbol.ts";

const RATIOS = z.object({ priceToEarningsRatioTTM: z.number().nullish(), dividendYieldTTM: z.number().nullish() });

/** "164.08-260.1" in numbers. */
function rangeOf(text: string | null | undefined): { low: number | null; high: number | null } {
  const [, low, high] = /^\s*(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)\s*$/.exec(text ?? "") ?? [];
  return low && high ? { low: Number(low), high: Number(high) } : { low: null, high: null };
}

/** A ratio to earnings says nothing where there are none. */
const positive = (value: number | null | undefined) => (typeof value === "number" && value > 0 ? value : null);

function kindOf({ isEtf, isFund }: FmpCompany): Profile["kind"] {
  if (isEtf) return "etf";
  return isFund ? "fund" : "stock";
}

function yieldOf({ lastDividend, price }: FmpCompany): number | null {
  if (lastDividend === null || lastDividend === undefined) return null;
  return price && price > 0 ? lastDividend / price : null;
}

/** One request, two for companies; forward P/E and targets would take two more and are left out. @throws ProviderError */
export async function fmpProfile(api: FmpApi, symbol: string, signal?: AbortSignal): Promise<Profile | null> {
  const named = fmpSymbol(symbol);
  if (named?.market !== "stocks") return null;
  const asked = { symbol: named.ticker };
  const company = await fmpCompany(api, named.ticker, signal);
  if (!company) return null;
  const kind = kindOf(company);
  const [ratios] = kind === "stock" ? await api.rowsIfIncluded("ratios-ttm", asked, RATIOS, signal) : [];
  const { low, high } = rangeOf(company.range);
  return {
    symbol,
    kind,
    name: company.companyName ?? null,
    sector: company.sector || null,
    industry: company.industry || null,
    exchange: company.exchange ?? null,
    country: company.country ?? null,
    currency: company.currency ?? null,
    marketCap: positive(company.marketCap),
    peRatio: positive(ratios?.priceToEarningsRatioTTM),
    forwardPe: null,
    dividendYield: ratios?.dividendYieldTTM ?? yieldOf(company),
    beta: company.beta ?? null,
    week52Low: low,
    week52High: high,
    targetLow: null,
    targetMean: null,
    targetHigh: null,
    description: company.description || null,
    website: company.website || null,
  };
}
