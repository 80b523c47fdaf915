import * as z from "zod/mini";
import { apiPost } from "#lib/api-request.ts";
import { type SymbolMatch, symbolMatches, usableMatches } from "./symbol-match.ts";

/** What a price source knows of the symbols asked for; those in neither list are known. */
export interface CheckedSymbols {
  readonly unknown: readonly { readonly symbol: string; readonly suggestions: readonly SymbolMatch[] }[];
  /** Nothing can be said of these now. */
  readonly unchecked: readonly string[];
}

/** The most the API takes at a time. */
const MOST_SYMBOLS = 1_000;

const checked = z.object({
  unknown: z.array(z.object({ symbol: z.string(), suggestions: symbolMatches })),
  unchecked: z.array(z.string()),
});

/** Asks which symbols a price source does not know. Whatever goes wrong leaves them unchecked: it is no one's fault here. */
export async function checkSymbols(source: string, symbols: readonly string[]): Promise<CheckedSymbols> {
  const asked = symbols.slice(0, MOST_SYMBOLS);
  const answer = await apiPost("/api/v1/symbols/check", { source, symbols: asked });
  if ("problem" in answer) return { unknown: [], unchecked: symbols };
  const { unknown, unchecked } = checked.parse(answer.body);
  return {
    unknown: unknown.map(({ symbol, suggestions }) => ({ symbol, suggestions: usableMatches(suggestions) })),
    unchecked: [...unchecked, ...symbols.slice(MOST_SYMBOLS)],
  };
}
