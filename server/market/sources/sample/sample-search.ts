import type { SymbolMatch } from "../../price-source.ts";
import { RENAMINGS } from "./designated-symbols.ts";
import { KNOWN_COMPANIES } from "./known-companies.ts";
import { KNOWN_FUNDS } from "./known-funds.ts";
import { sampleInstrument } from "./sample-instrument.ts";

const MOST_MATCHES = 10;

/** A symbol with what it is found by: its tickers, old ones included, and its name. */
interface Entry {
  readonly match: SymbolMatch;
  readonly tickers: readonly string[];
  /** Lower case. */
  readonly name: string;
}

const ENTRIES: readonly Entry[] = [...KNOWN_COMPANIES.keys(), ...KNOWN_FUNDS.keys()].flatMap((symbol) => {
  const instrument = sampleInstrument(symbol);
  if (!instrument) return [];
  const { name, exchange, kind } = instrument;
  const former = [...RENAMINGS].filter(([, renaming]) => renaming.symbol === symbol).map(([old]) => old);
  return [{ match: { symbol, name, exchange, kind }, tickers: [symbol, ...former], name: name.toLowerCase() }];
});

/** How well an entry fits, smaller is better: its ticker, the start of it, of its name, of a word of it, any part of it. */
function rank({ tickers, name }: Entry, ticker: string, words: string): number | null {
  if (tickers.includes(ticker)) return 0;
  if (tickers.some((own) => own.startsWith(ticker))) return 1;
  if (name.startsWith(words)) return 2;
  if (name.includes(` ${words}`)) return 3;
  return name.includes(words) ? 4 : null;
}

/** The companies and funds known by name that fit part of a symbol or name, best first; at most ten, none for no text. */
export function sampleSearch(query: string): SymbolMatch[] {
  const words = query.trim().toLowerCase();
  if (words === "") return [];
  const ticker = words.toUpperCase().replaceAll("-", ".");
  return ENTRIES.flatMap((entry) => {
    const found = rank(entry, ticker, words);
    return found === null ? [] : [{ found, match: entry.match }];
  })
    .toSorted((a, b) => a.found - b.found || (a.match.symbol < b.match.symbol ? -1 : 1))
    .slice(0, MOST_MATCHES)
    .map(({ match }) => match);
}
