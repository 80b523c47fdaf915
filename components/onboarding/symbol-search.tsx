"use client";

import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { type FoundSymbols, searchSymbols } from "./search-symbols.ts";
import { matchText, type SymbolMatch } from "./symbol-match.ts";

/** Typing goes on for a while before it is worth a search. */
const PAUSE_MS = 250;
const NONE: readonly SymbolMatch[] = [];

interface Answered {
  readonly text: string;
  readonly found: FoundSymbols;
}

/** What the price source finds for a text; null until it has answered for that very text. */
function useFound(source: string, text: string): FoundSymbols | null {
  const [answered, setAnswered] = useState<Answered | null>(null);
  useEffect(() => {
    if (text === "") return;
    let isWanted = true;
    const ask = async () => {
      const found = await searchSymbols(source, text);
      if (isWanted) setAnswered({ text, found });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [source, text]);
  return answered?.text === text ? answered.found : null;
}

/** A field that searches symbols by part of a symbol or name; arrow keys and Enter choose, as does the pointer. */
export function SymbolSearch({
  source,
  label,
  onChoose,
}: {
  source: string;
  label: string;
  onChoose: (symbol: string) => void;
}) {
  const id = useId();
  const [entered, setEntered] = useState("");
  const [active, setActive] = useState(0);
  const text = entered.trim();
  const found = useFound(source, text);
  const matches = found && "matches" in found ? found.matches : NONE;
  const step = (event: KeyboardEvent, by: number) => {
    event.preventDefault();
    setActive((active + by + matches.length) % Math.max(1, matches.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = matches[active];
    if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Enter" && chosen) onChoose(chosen.symbol);
    else if (event.key === "Escape") setEntered("");
  };
  const isOpen = matches.length > 0;
  return (
    <div className="grid w-full max-w-sm gap-1.5">
      <input
        // biome-ignore lint/a11y/noAutofocus: whoever asked for the search is about to type into it
        autoFocus
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-status`}
        placeholder="Symbol or name"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={entered}
        onChange={({ currentTarget: { value } }) => {
          setEntered(value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="input input--full-width min-h-9"
      />
      <p id={`${id}-status`} role="status" className="min-h-5 text-muted">
        {statusText(text, found)}
      </p>
      {isOpen && (
        <Matches {...{ matches, active, onChoose }} id={id} onPoint={setActive} label={`Symbols found for ${text}`} />
      )}
    </div>
  );
}

function statusText(text: string, found: FoundSymbols | null): string {
  if (text === "") return "";
  if (found === null) return "Searching…";
  if ("refusal" in found) return found.refusal;
  const { length } = found.matches;
  return length === 0 ? `Nothing was found for “${text}”.` : `${length} found; Enter takes the one marked.`;
}

function Matches({
  id,
  label,
  matches,
  active,
  onPoint,
  onChoose,
}: {
  id: string;
  label: string;
  matches: readonly SymbolMatch[];
  active: number;
  onPoint: (index: number) => void;
  onChoose: (symbol: string) => void;
}) {
  return (
    // The field keeps the focus; keys reach the options through it.
    <div id={`${id}-list`} role="listbox" aria-label={label} tabIndex={-1} className="rounded-lg border border-border">
      {matches.map((match, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
        <div
          key={match.symbol}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseEnter={() => onPoint(index)}
          onClick={() => onChoose(match.symbol)}
          className="flex min-h-8 cursor-pointer flex-wrap items-baseline gap-x-2 px-3 py-1 first:rounded-t-lg last:rounded-b-lg aria-selected:bg-default"
        >
          <span className="font-medium">{match.symbol}</span>
          <span className="min-w-0 text-muted">{matchText(match)}</span>
        </div>
      ))}
    </div>
  );
}
