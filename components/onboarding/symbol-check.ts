import type { CheckedSymbols } from "./check-symbols.ts";
import type { SymbolMatch } from "./symbol-match.ts";

/** The symbols of a file that need a price, each with the lines that hold it. */
export type SymbolLines = ReadonlyMap<string, readonly number[]>;

/** What is known of a symbol at a source; for one it does not know, what may have been meant. */
type Verdict = "known" | "unchecked" | { readonly suggestions: readonly SymbolMatch[] };

/** By source and symbol. */
export type Verdicts = ReadonlyMap<string, Verdict>;

export interface UnknownSymbol {
  readonly symbol: string;
  readonly rows: readonly number[];
  readonly suggestions: readonly SymbolMatch[];
}

/** A file's symbols as far as they have been looked up at one source. */
export interface SymbolCheck {
  /** How many symbols need a price. */
  readonly total: number;
  /** How many are being looked up. */
  readonly open: number;
  /** In the order of the file. */
  readonly unknown: readonly UnknownSymbol[];
  readonly unchecked: readonly string[];
}

const keyOf = (source: string, symbol: string) => `${source} ${symbol}`;

/** The symbols that a source has not been asked about yet. */
export function openSymbols(lines: SymbolLines, source: string, verdicts: Verdicts): string[] {
  return [...lines.keys()].filter((symbol) => !verdicts.has(keyOf(source, symbol)));
}

/** What the lookups so far say of a file. */
export function symbolCheck(lines: SymbolLines, source: string, verdicts: Verdicts): SymbolCheck {
  const told = [...lines].map(([symbol, rows]) => ({ symbol, rows, verdict: verdicts.get(keyOf(source, symbol)) }));
  return {
    total: lines.size,
    open: told.filter(({ verdict }) => verdict === undefined).length,
    unknown: told.flatMap(({ symbol, rows, verdict }) =>
      typeof verdict === "object" ? [{ symbol, rows, suggestions: verdict.suggestions }] : [],
    ),
    unchecked: told.flatMap(({ symbol, verdict }) => (verdict === "unchecked" ? [symbol] : [])),
  };
}

/** Adds a source's answer about the symbols asked for. */
export function withAnswer(
  verdicts: Verdicts,
  source: string,
  asked: readonly string[],
  { unknown, unchecked }: CheckedSymbols,
): Verdicts {
  const told = new Map<string, Verdict>([
    ...asked.map((symbol) => [symbol, "known"] as const),
    ...unchecked.map((symbol) => [symbol, "unchecked"] as const),
    ...unknown.map(({ symbol, suggestions }) => [symbol, { suggestions }] as const),
  ]);
  return new Map([...verdicts, ...Array.from(told, ([symbol, verdict]) => [keyOf(source, symbol), verdict] as const)]);
}

/** Without what could not be told, so that it is asked again. */
export function withoutUnchecked(verdicts: Verdicts): Verdicts {
  return new Map([...verdicts].filter(([, verdict]) => verdict !== "unchecked"));
}
