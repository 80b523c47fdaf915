"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { useIsPrinted } from "./use-is-printed.ts";

/** Items shown of a long list until all are asked for. */
const FEW = 5;
/** From so many on a list is searched rather than read. */
const SEARCHED_FROM = 20;
/** The page holds no more lines of a list than this; the search finds the others. */
const MOST = 500;

/** What a phase names, one to a line: the first few, then all of them, with a search where they are many. */
export function ItemList({ items, label }: { items: readonly string[]; label: string }) {
  const [isWhole, setWhole] = useState(false);
  const [wanted, setWanted] = useState("");
  const isPrinted = useIsPrinted();
  const format = useFormat();
  if (items.length === 0) return null;
  const found = wanted === "" ? items : items.filter((item) => item.toLowerCase().includes(wanted.toLowerCase()));
  const shown = isPrinted ? items : isWhole ? found.slice(0, MOST) : items.slice(0, FEW);
  return (
    <>
      {isWhole && items.length >= SEARCHED_FROM && (
        <ListSearch {...{ label, wanted, found: found.length, of: items.length }} onSearch={setWanted} />
      )}
      <ul
        // Scrolls, so it takes the focus too.
        {...(isWhole && items.length >= SEARCHED_FROM ? { tabIndex: 0, "aria-label": label } : {})}
        className={`text-muted ${isWhole ? "relative max-h-72 overflow-y-auto print:max-h-none" : ""}`}
      >
        {shown.map((item) => (
          <li key={item} className="wrap-anywhere">
            {item}
          </li>
        ))}
        {isWhole && !isPrinted && found.length > MOST && (
          <li>and {format.number(found.length - MOST, 0)} more: search for them</li>
        )}
      </ul>
      {items.length > FEW && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole);
            setWanted("");
          }}
          className="min-h-6 cursor-pointer text-link hover:underline print:hidden"
        >
          {isWhole ? `Show ${FEW} only` : `Show all ${format.number(items.length, 0)}`}
        </button>
      )}
    </>
  );
}

interface ListSearchProps {
  label: string;
  wanted: string;
  found: number;
  of: number;
  onSearch: (wanted: string) => void;
}

function ListSearch({ label, wanted, found, of, onSearch }: ListSearchProps) {
  const format = useFormat();
  return (
    <search className="my-1 flex flex-wrap items-center gap-x-3 gap-y-1 print:hidden">
      <span className="relative min-w-40 flex-1">
        <Search aria-hidden size={14} className="absolute top-1/2 left-2.5 -translate-y-1/2 text-muted" />
        <input
          type="search"
          aria-label={`Search in: ${label}`}
          placeholder="Search this list"
          value={wanted}
          onChange={({ target }) => onSearch(target.value)}
          className="input input--full-width h-8 py-0 pr-2 pl-8 text-data"
        />
      </span>
      <span role="status" className="figures text-muted">
        {wanted === ""
          ? format.counted(of, "entry", "entries")
          : `${format.number(found, 0)} of ${format.number(of, 0)} found`}
      </span>
    </search>
  );
}
