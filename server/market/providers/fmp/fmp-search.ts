import { z } from "zod";
import type { SymbolMatch } from "../../price-source.ts";
import { bestMatches } from "../best-matches.ts";
import type { FmpApi } from "./fmp-api.ts";
import { canonicalSymbol } from "./fmp-symbol.ts";

const FOUND = z.object({ symbol: z.string(), name: z.string().nullish(), exchange: z.string().nullish() });

const NO_SECURITIES = new Set(["CRYPTO", "FOREX", "COMMODITY", "INDEX"]);
const CANDIDATES = 20;

/** The search does not tell what it found; funds have it in their names. */
function kindOf({ name, exchange }: z.output<typeof FOUND>): SymbolMatch["kind"] {
  if (NO_SECURITIES.has(exchange ?? "")) return "other";
  if (/\b(ETF|ETN)\b/i.test(name ?? "")) return "etf";
  return /\bfund\b/i.test(name ?? "") ? "fund" : "stock";
}

/** Two requests: by symbol and by name. @throws ProviderError */
export async function fmpSearch(api: FmpApi, query: string, signal?: AbortSignal): Promise<SymbolMatch[]> {
  const asked = { query, limit: CANDIDATES };
  const bySymbol = await api.rows("search-symbol", asked, FOUND, signal);
  const byName = await api.rows("search-name", asked, FOUND, signal);
  const found = [...bySymbol, ...byName].map(
    (row): SymbolMatch => ({
      symbol: canonicalSymbol(row.symbol),
      name: row.name ?? null,
      exchange: row.exchange ?? null,
      kind: kindOf(row),
    }),
  );
  return bestMatches(query, found);
}
