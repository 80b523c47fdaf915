import { z } from "zod";
import type { SymbolMatch } from "../../price-source.ts";
import type { YahooClient } from "./yahoo-client.ts";
import { yahooText as text } from "./yahoo-figure.ts";
import { instrumentKind } from "./yahoo-profile.ts";
import { canonicalSymbol } from "./yahoo-symbol.ts";

const MOST = 10;

/** Beside quotes Yahoo finds companies that have none; they come without a symbol. */
const found = z.object({
  quotes: z.array(
    z.object({
      symbol: z.string().optional(),
      quoteType: z.string().default(""),
      longname: text,
      shortname: text,
      exchDisp: text,
      exchange: text,
    }),
  ),
});

/** @throws ProviderError */
export async function yahooSearch(client: YahooClient, query: string, signal?: AbortSignal): Promise<SymbolMatch[]> {
  const { quotes } = await client.ask(
    (library, options) =>
      library.search(query, { quotesCount: MOST, newsCount: 0, enableCb: false, enableNavLinks: false }, options),
    found,
    signal,
  );
  const matches = quotes.flatMap(({ symbol, quoteType, longname, shortname, exchDisp, exchange }): SymbolMatch[] => {
    if (symbol === undefined) return [];
    const kind = instrumentKind(quoteType) ?? "other";
    return [{ symbol: canonicalSymbol(symbol), name: longname ?? shortname, exchange: exchDisp ?? exchange, kind }];
  });
  return matches.slice(0, MOST);
}
