import * as z from "zod/mini";
import { apiRequest } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";
import { type SymbolMatch, symbolMatches, usableMatches } from "./symbol-match.ts";

export type FoundSymbols = { readonly matches: readonly SymbolMatch[] } | { readonly refusal: string };

const found = z.object({ symbols: symbolMatches });

/** Searches a price source by part of a symbol or name, or says in words why that does not work now. */
export async function searchSymbols(source: string, text: string): Promise<FoundSymbols> {
  const query = new URLSearchParams({ q: text, source });
  const answer = await apiRequest(`/api/v1/symbols?${query}`);
  if ("body" in answer) return { matches: usableMatches(found.parse(answer.body).symbols) };
  return { refusal: refusalText(answer.problem) };
}
