import * as z from "zod/mini";
import { isTicker } from "#lib/portfolio-import/ticker.ts";

const match = z.object({ symbol: z.string(), name: z.nullable(z.string()), exchange: z.nullable(z.string()) });

/** As the API tells of a symbol that a price source knows. */
export const symbolMatches = z.array(match);
export type SymbolMatch = z.infer<typeof match>;

/** Those a positions file can have: no indices, no pairs of currencies. */
export function usableMatches(matches: readonly SymbolMatch[]): SymbolMatch[] {
  return matches.filter(({ symbol }) => isTicker(symbol));
}

/** What a symbol is called, and where it is traded: "Tesla, Inc. · NASDAQ"; empty where that is not known. */
export function matchText({ name, exchange }: SymbolMatch): string {
  return [name, exchange].filter(Boolean).join(" · ");
}
