import { z } from "zod";
import type { SymbolMatch } from "../../price-source.ts";
import { bestMatches } from "../best-matches.ts";
import type { MassiveApi } from "./massive-api.ts";
import { massiveExchange, massiveKind } from "./massive-kinds.ts";

const TICKER = z.object({
  ticker: z.string(),
  name: z.string().nullish(),
  type: z.string().nullish(),
  primary_exchange: z.string().nullish(),
});

const CANDIDATES = 100;

/** One request: stocks and funds whose ticker or name contains the query. @throws ProviderError */
export async function massiveSearch(api: MassiveApi, query: string, signal?: AbortSignal): Promise<SymbolMatch[]> {
  const asked = { search: query, market: "stocks", active: true, sort: "ticker", order: "asc", limit: CANDIDATES };
  const page = await api.firstPage("/v3/reference/tickers", asked, TICKER, signal);
  const found = page.map(
    ({ ticker, name, type, primary_exchange }): SymbolMatch => ({
      symbol: ticker,
      name: name ?? null,
      exchange: massiveExchange(primary_exchange),
      kind: massiveKind(type) ?? "other",
    }),
  );
  return bestMatches(query, found);
}
