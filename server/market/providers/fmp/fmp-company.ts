import { z } from "zod";
import type { FmpApi } from "./fmp-api.ts";

const TEXT = z.string().nullish();
const NUMBER = z.number().nullish();
const COMPANY = z.object({
  symbol: z.string(),
  companyName: TEXT,
  currency: TEXT,
  price: NUMBER,
  marketCap: NUMBER,
  beta: NUMBER,
  lastDividend: NUMBER,
  /** "164.08-260.10": the lowest and highest price of 52 weeks. */
  range: TEXT,
  exchange: TEXT,
  industry: TEXT,
  sector: TEXT,
  country: TEXT,
  website: TEXT,
  description: TEXT,
  isEtf: z.boolean().nullish(),
  isFund: z.boolean().nullish(),
  isActivelyTrading: z.boolean().nullish(),
});

export type FmpCompany = z.output<typeof COMPANY>;

/** FMP's profile of a ticker; null where it does not know it. One request. @throws ProviderError */
export async function fmpCompany(api: FmpApi, ticker: string, signal?: AbortSignal): Promise<FmpCompany | null> {
  const [company] = await api.rows("profile", { symbol: ticker }, COMPANY, signal);
  return company ?? null;
}
