"use client";

import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { CellAddress } from "./cell-address.ts";
import { LineLinks } from "./line-links.tsx";
import type { UnknownSymbol } from "./symbol-check.ts";
import { matchText, type SymbolMatch } from "./symbol-match.ts";
import { SymbolSearch } from "./symbol-search.tsx";

/** Symbols shown before the rest is asked for. */
const STEP = 5;
const MOST_SUGGESTIONS = 3;

interface Choices {
  /** The price source that is searched. */
  readonly source: string;
  readonly onGo: (address: CellAddress) => void;
  readonly onUse: (unknown: UnknownSymbol, symbol: string) => void;
}

/** The symbols that the price source does not know, each with what may have been meant. Nothing here has to be done. */
export function UnknownSymbols({
  unknown,
  sourceText,
  ...choices
}: Choices & { unknown: readonly UnknownSymbol[]; sourceText: string }) {
  const [limit, setLimit] = useState(STEP);
  const format = useFormat();
  const rest = unknown.length - limit;
  const them = unknown.length === 1 ? "it as it is" : "them as they are";
  return (
    <section aria-label={`Symbols not known to ${sourceText}`} className="text-foreground">
      <p className="px-4 py-2 text-muted">
        You can import {them}: a position without a price stays at its entry price, and the results say so.
      </p>
      <ul className="border-t border-separator">
        {unknown.slice(0, limit).map((each) => (
          <Unknown key={each.symbol} unknown={each} {...choices} />
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" onClick={() => setLimit(unknown.length)} className="button button--ghost m-2">
          Show {format.number(rest, 0)} more
        </button>
      )}
    </section>
  );
}

function Unknown({ unknown, source, onGo, onUse }: Choices & { unknown: UnknownSymbol }) {
  const { symbol, rows, suggestions } = unknown;
  const [isSearching, setSearching] = useState(false);
  const use = (chosen: string) => onUse(unknown, chosen);
  return (
    <li className="grid gap-x-4 gap-y-2 border-b border-separator px-4 py-3 text-data last:border-b-0 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <div>
        <p className="font-medium break-all">{symbol}</p>
        <LineLinks rows={rows} onGo={(row) => onGo({ row, column: null })} />
      </div>
      <div className="grid min-w-0 justify-items-start gap-2">
        <Suggestions symbol={symbol} suggestions={suggestions} onUse={use} />
        {isSearching ? (
          <SymbolSearch label={`Search for what ${symbol} is`} {...{ source }} onChoose={use} />
        ) : (
          <button
            type="button"
            onClick={() => setSearching(true)}
            className="min-h-6 text-left text-link hover:underline"
          >
            {suggestions.length > 0 ? "Search for another" : "Search for it"}
            <span className="sr-only"> instead of {symbol}</span>
          </button>
        )}
      </div>
    </li>
  );
}

function Suggestions({
  symbol,
  suggestions,
  onUse,
}: Pick<UnknownSymbol, "symbol" | "suggestions"> & { onUse: (symbol: string) => void }) {
  if (suggestions.length === 0) return <p className="text-muted">Nothing like it was found.</p>;
  return (
    <>
      <p className="text-muted">Did you mean</p>
      <ul className="grid gap-1.5">
        {suggestions.slice(0, MOST_SUGGESTIONS).map((match) => (
          <li key={match.symbol} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <button type="button" onClick={() => onUse(match.symbol)} className="button button--outline button--sm">
              Use {match.symbol}
              <span className="sr-only"> instead of {symbol}</span>
            </button>
            <span className="min-w-0 break-words">{nameOf(match)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const nameOf = (match: SymbolMatch) => matchText(match) || <span className="text-muted">No name is known</span>;
