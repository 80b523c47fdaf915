import type { PriceSource, SourceName, SymbolMatch } from "./price-source.ts";
import type { Aliases } from "./symbol-aliases.ts";

/** A symbol that a source does not know, and what its writer may have meant. */
export interface UnknownSymbol {
  readonly symbol: string;
  readonly suggestions: readonly SymbolMatch[];
}

export interface CheckedSymbols {
  readonly unknown: readonly UnknownSymbol[];
  /** Nothing can be said of these: the source has no search, did not answer in time, or there were too many. */
  readonly unchecked: readonly string[];
}

export interface SymbolLookup {
  /** Best matches first. @throws what the source's search throws; nothing for a source that is not set up or has none. */
  search(source: string, query: string, signal: AbortSignal): Promise<SymbolMatch[]>;
  /** Which of the symbols the source does not know; what takes longer than `signal` allows stays unchecked. */
  check(source: string, symbols: readonly string[], signal: AbortSignal): Promise<CheckedSymbols>;
}

export interface SymbolLookupParts {
  readonly sources: ReadonlyMap<SourceName, PriceSource>;
  readonly aliases: Aliases;
  /** Symbols of which the source has prices stored. */
  readonly stored: (source: string, symbols: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly now: () => Date;
}

/** Searches over the network that one check may cause: a provider's quota is for prices first. */
const MOST_SEARCHES = 25;
const SUGGESTIONS = 5;
const KEEP_MS = 10 * 60_000;
const MOST_KEPT = 500;
const RECENT_DAYS = 400;

/** Looks symbols up in the price sources; answers over the network are kept for ten minutes. */
export function createSymbolLookup(parts: SymbolLookupParts): SymbolLookup {
  const kept = new Map<string, { readonly matches: SymbolMatch[]; readonly until: number }>();
  const sourceOf = (name: string) => [...parts.sources.values()].find((source) => source.name === name);

  async function search(name: string, query: string, signal: AbortSignal): Promise<SymbolMatch[]> {
    const source = sourceOf(name);
    const text = query.trim();
    if (!source?.capabilities.has("search") || text === "") return [];
    const key = `${name} ${text.toUpperCase()}`;
    const found = kept.get(key);
    if (found && found.until > parts.now().getTime()) return found.matches;
    const matches = await source.search(text, signal);
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? "");
    kept.set(key, { matches, until: parts.now().getTime() + KEEP_MS });
    return matches;
  }

  return {
    search,
    async check(name, symbols, signal) {
      const source = sourceOf(name);
      if (!source) return { unknown: [], unchecked: symbols };
      return source.remote
        ? checkRemote(parts, name, symbols, (symbol) => search(name, symbol, signal))
        : checkLocal(parts, source, symbols, signal);
    },
  };
}

/** A symbol with stored prices or an alias is known; of the others, one that its own search does not find is not. */
async function checkRemote(
  { stored, aliases }: SymbolLookupParts,
  name: string,
  symbols: readonly string[],
  search: (symbol: string) => Promise<SymbolMatch[]>,
): Promise<CheckedSymbols> {
  const [known, renamed] = await Promise.all([stored(name, symbols), aliases(symbols)]);
  const open = symbols.filter((symbol) => !known.has(symbol) && !renamed.has(symbol));
  const asked = open.slice(0, MOST_SEARCHES);
  const answers = await Promise.allSettled(asked.map(search));
  const unknown = asked.flatMap((symbol, index) => {
    const answer = answers[index];
    if (answer?.status !== "fulfilled" || answer.value.some((match) => match.symbol === symbol)) return [];
    return [{ symbol, suggestions: answer.value.slice(0, SUGGESTIONS) }];
  });
  const failed = asked.filter((_, index) => answers[index]?.status !== "fulfilled");
  return { unknown, unchecked: [...failed, ...open.slice(MOST_SEARCHES)] };
}

/** Sources at hand are asked for prices themselves: the simulated market serves what its search does not list. */
async function checkLocal(
  { now }: SymbolLookupParts,
  source: PriceSource,
  symbols: readonly string[],
  signal: AbortSignal,
): Promise<CheckedSymbols> {
  const day = (back: number) => new Date(now().getTime() - back * 86_400_000).toISOString().slice(0, 10);
  const { failures } = await source.daily(symbols, day(RECENT_DAYS), day(0), signal);
  const missing = failures.filter(({ code }) => code === "unknown-symbol").map(({ symbol }) => symbol);
  const unknown = await Promise.all(
    missing.map(async (symbol) => ({
      symbol,
      suggestions: source.capabilities.has("search") ? (await source.search(symbol, signal)).slice(0, SUGGESTIONS) : [],
    })),
  );
  return { unknown, unchecked: [] };
}
