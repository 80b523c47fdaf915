"use client";

import { Replace } from "lucide-react";
import { useEffect, useRef } from "react";
import { counted } from "#lib/counted.ts";
import type { SymbolReplacement } from "#lib/portfolio-import/replace-symbol.ts";

/** What is imported otherwise than the file on the disk has it, each with the way back. */
export function ReplacedSymbols({
  made,
  onUndo,
}: {
  made: readonly SymbolReplacement[];
  onUndo: (replacement: SymbolReplacement) => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const count = useRef(0);
  useEffect(() => {
    // What was pressed is gone with the symbol it replaced.
    if (made.length > count.current) heading.current?.focus({ preventScroll: true });
    count.current = made.length;
  }, [made.length]);
  return (
    <section aria-labelledby="replaced-symbols" className="panel flex gap-3 px-4 py-3">
      <Replace aria-hidden size={18} className="mt-0.5 shrink-0 text-muted" />
      <div className="grid min-w-0 flex-1 gap-1">
        <h2 ref={heading} id="replaced-symbols" tabIndex={-1} className="font-semibold">
          Symbols replaced for this import
        </h2>
        <p className="text-data text-muted">The file on your disk stays as it is.</p>
        <ul className="grid gap-1 text-data">
          {made.map((replacement) => (
            <li key={`${replacement.from} ${replacement.to}`} className="flex flex-wrap items-center gap-x-3">
              <span className="break-all">
                {replacement.from} → <span className="font-medium">{replacement.to}</span>
              </span>
              <span className="text-muted">{counted(replacement.rows.length, "line")}</span>
              <button
                type="button"
                onClick={() => onUndo(replacement)}
                className="min-h-6 text-link hover:underline"
                aria-label={`Undo ${replacement.from} → ${replacement.to}`}
              >
                Undo
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
