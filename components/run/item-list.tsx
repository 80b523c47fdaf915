"use client";

import { useState } from "react";

/** Items shown of a long list until all are asked for. */
const FEW = 5;

/** What a phase names, one to a line. */
export function ItemList({ items }: { items: readonly string[] }) {
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0) return null;
  const isLong = items.length > FEW;
  return (
    <>
      <ul className="text-muted">
        {(isWhole ? items : items.slice(0, FEW)).map((item) => (
          <li key={item} className="wrap-break-word">
            {item}
          </li>
        ))}
      </ul>
      {isLong && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="min-h-6 text-link hover:underline"
        >
          {isWhole ? `Show ${FEW} only` : `Show all ${items.length}`}
        </button>
      )}
    </>
  );
}
