import type { SymbolMatch } from "../price-source.ts";

const MOST = 10;

/** The symbol itself, symbols that begin with the query, names that do, then the rest; otherwise as they came. */
export function bestMatches(query: string, matches: readonly SymbolMatch[]): SymbolMatch[] {
  const wanted = query.trim().toUpperCase();
  const rank = ({ symbol, name }: SymbolMatch): number => {
    if (symbol === wanted) return 0;
    if (symbol.startsWith(wanted)) return 1;
    return name?.toUpperCase().startsWith(wanted) ? 2 : 3;
  };
  const distinct = [...new Map([...matches].reverse().map((match) => [match.symbol, match])).values()].reverse();
  return distinct.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}
