import * as z from "zod/mini";
import { apiPost } from "#lib/api-request.ts";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { neededSymbol } from "#lib/portfolio-import/needed-symbol.ts";
import { shortList } from "./short-list.ts";

/** What is stored of a file's symbols. */
export interface SymbolFacts {
  /** New shares per old. */
  readonly splits: readonly { readonly symbol: string; readonly date: string; readonly ratio: number }[];
  readonly foreign: readonly { readonly symbol: string; readonly currency: string }[];
  /** Of these not all days since their entry were collected yet. */
  readonly unstored: readonly string[];
}

/** What is known of them; before there is an answer that it is asked for, or why there is none; null where none is. */
export type SymbolFactsAnswer = SymbolFacts | "asked" | "unanswered" | null;

const facts = z.object({
  splits: z.array(z.object({ symbol: z.string(), date: z.string(), ratio: z.number() })),
  foreign: z.array(z.object({ symbol: z.string(), currency: z.string() })),
  unstored: z.array(z.string()),
});

/** The most the API takes at a time. */
const MOST_SYMBOLS = 1_000;

/** The day from which on each symbol that needs a price is held. */
export function heldSince(positions: readonly ImportedPosition[]): { symbol: string; since: string }[] {
  const since = new Map<string, string>();
  for (const position of positions) {
    const symbol = neededSymbol(position);
    if (symbol === null) continue;
    const known = since.get(symbol);
    if (known === undefined || position.entryDate < known) since.set(symbol, position.entryDate);
  }
  return Array.from(since, ([symbol, day]) => ({ symbol, since: day }));
}

/**
 * What is known of them in a few words: "3 splits since the entries · prices in EUR".
 *
 * @param isPart lines that cannot be read yet are not among them
 */
export function factsSummary(
  { splits, foreign, unstored }: SymbolFacts,
  counted: (count: number, noun: string) => string,
  isPart = false,
): string {
  const currencies = [...new Set(foreign.map(({ currency }) => currency))];
  const parts = [];
  if (splits.length > 0) parts.push(`${counted(splits.length, "split")} since the entries`);
  if (unstored.length > 0 || isPart)
    parts.push(splits.length > 0 ? "not all are known yet" : "Splits are not all known yet");
  if (parts.length === 0) parts.push("No splits are known since the entries");
  if (currencies.length > 0) parts.push(`prices in ${currencies.join(", ")}`);
  return parts.join(" · ");
}

/**
 * What is to be said of splits that are not listed: of symbols that are not collected since their entry they are not all
 * known yet, and may still change quantities. Null where all are listed.
 */
export function unknownSplitsText({ unstored }: SymbolFacts): string | null {
  if (unstored.length === 0) return null;
  return `Splits of ${shortList(unstored)} are not all known yet: they are looked up when the run collects ${unstored.length === 1 ? "its" : "their"} prices, and may still change quantities and entry prices.`;
}

/** Asks what is stored of symbols under a price source, of the first thousand. */
export async function askSymbolFacts(
  source: string,
  symbols: readonly { symbol: string; since: string }[],
): Promise<SymbolFacts | "unanswered"> {
  const answer = await apiPost("/api/v1/symbols/stored", { source, symbols: symbols.slice(0, MOST_SYMBOLS) });
  if ("problem" in answer) return "unanswered";
  const told = facts.parse(answer.body);
  // Of what is not asked nothing is known either.
  const unasked = symbols.slice(MOST_SYMBOLS).map(({ symbol }) => symbol);
  return { ...told, unstored: [...told.unstored, ...unasked] };
}
