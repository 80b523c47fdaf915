"use client";

import { Check, ChevronRight, SearchX } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { SymbolCheck } from "./symbol-check.ts";
import { useCounted } from "./use-counted.ts";

/**
 * How far the symbols have been looked up. One line in every state, so that nothing moves when an answer comes; what is
 * to be said of those not known opens under it.
 */
export function SymbolCheckLine({
  file,
  check: { total, open, unknown, unchecked },
  sourceText,
  onAgain,
  children,
}: {
  /** Another one is begun with closed. */
  file: object;
  check: SymbolCheck;
  sourceText: string;
  onAgain: () => void;
  /** Of those that are not known. */
  children: ReactNode;
}) {
  const counted = useCounted();
  const format = useFormat();
  const [opened, setOpened] = useState<object | null>(null);
  const isOpen = opened === file;
  const about = useId();
  const known = total - unknown.length - unchecked.length;
  const hasUnknown = unknown.length > 0;
  const unknownText = `${format.number(unknown.length, 0)} of ${counted(total, "symbol")} ${unknown.length === 1 ? "is" : "are"} not known to ${sourceText}`;
  const knownText = () => {
    if (known < total) return `${format.number(known, 0)} of ${counted(total, "symbol")}`;
    return total === 1 ? "The symbol is" : `All ${counted(total, "symbol")} are`;
  };
  return (
    <div className="border-b border-separator text-data text-muted">
      <div
        className={`flex min-h-8 items-center gap-x-3 px-4 py-1 max-sm:flex-wrap ${hasUnknown ? "bg-attention/10" : ""}`}
      >
        <p role="status" className="min-w-0 empty:-mr-3 sm:truncate">
          {open > 0 && `Looking up ${counted(open, "symbol")}…`}
          {open === 0 && !hasUnknown && known > 0 && (
            <>
              <Check aria-hidden size={14} className="mr-1 inline text-completed" />
              {knownText()} known to {sourceText}
              {unchecked.length > 0 && " · "}
            </>
          )}
          {open === 0 &&
            unchecked.length > 0 &&
            (hasUnknown
              ? `${format.number(unchecked.length, 0)} could not be checked now`
              : `${counted(unchecked.length, "symbol")} could not be checked now`)}
        </p>
        {open === 0 && unchecked.length > 0 && (
          <button type="button" onClick={onAgain} className="min-h-6 shrink-0 text-link hover:underline">
            Check again
          </button>
        )}
        {hasUnknown && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={about}
            onClick={() => setOpened(isOpen ? null : file)}
            className="flex min-h-6 items-center sm:shrink-0 gap-1.5 text-left font-medium text-foreground hover:underline"
          >
            <SearchX aria-hidden size={14} className="shrink-0 text-attention" />
            {unknownText}
            <ChevronRight aria-hidden size={14} className={`shrink-0 ${isOpen ? "rotate-90" : ""}`} />
          </button>
        )}
        <p role="status" className="sr-only">
          {open === 0 && hasUnknown && unknownText}
        </p>
      </div>
      <div id={about}>{isOpen && hasUnknown && children}</div>
    </div>
  );
}
