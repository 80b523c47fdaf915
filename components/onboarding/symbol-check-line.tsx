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
  isPart,
  sourceText,
  onAgain,
  children,
}: {
  /** Another one is begun with closed. */
  file: object;
  check: SymbolCheck;
  /** Lines that cannot be read yet are not among them. */
  isPart: boolean;
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
  const isDone = open === 0;
  const hasKnown = isDone && !hasUnknown && known > 0;
  const symbols = `${counted(total, "symbol")}${isPart ? " so far" : ""}`;
  const notKnown = unknown.length === 1 ? "is not known" : "are not known";
  // With "so far" the whole would be too long for a phone.
  const unknownText = isPart
    ? `${counted(unknown.length, "unknown symbol")} so far at ${sourceText}`
    : `${format.number(unknown.length, 0)} of ${symbols} ${notKnown} to ${sourceText}`;
  const lookingUp = `Looking up ${counted(open, "symbol")}…`;
  const knownText = () => {
    if (known < total) return `${format.number(known, 0)} of ${symbols}`;
    if (isPart) return symbols;
    return total === 1 ? "The symbol is" : `All ${symbols} are`;
  };
  const told = [];
  // Not beside the button, which it would move.
  if (!isDone && !hasUnknown) told.push(lookingUp);
  if (hasKnown) told.push(`${knownText()} known to ${sourceText}`);
  if (isDone && unchecked.length > 0) {
    const some = hasKnown ? format.number(unchecked.length, 0) : counted(unchecked.length, "symbol");
    told.push(`${some} could not be checked now`);
  }
  const text = told.join(" · ");
  return (
    <div className="border-b border-separator text-data text-muted">
      <div className={`flex min-h-8 items-center gap-x-3 px-4 py-1 ${hasUnknown ? "bg-attention/10" : ""}`}>
        <p role="status" title={text} className="min-w-0 truncate empty:-mr-3">
          {hasKnown && <Check aria-hidden size={14} className="mr-1 inline text-completed" />}
          {text}
        </p>
        {isDone && unchecked.length > 0 && (
          <button type="button" onClick={onAgain} className="min-h-6 shrink-0 text-link hover:underline">
            Check again
          </button>
        )}
        {hasUnknown && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={about}
            title={unknownText}
            onClick={() => setOpened(isOpen ? null : file)}
            className="flex min-h-6 min-w-0 items-center gap-1.5 font-medium text-foreground hover:underline"
          >
            <SearchX aria-hidden size={14} className="shrink-0 text-attention" />
            <span className="min-w-0 truncate">{unknownText}</span>
            <ChevronRight aria-hidden size={14} className={`shrink-0 ${isOpen ? "rotate-90" : ""}`} />
          </button>
        )}
        <p role="status" className="sr-only">
          {hasUnknown && (isDone ? unknownText : lookingUp)}
        </p>
      </div>
      <div id={about}>{isOpen && hasUnknown && children}</div>
    </div>
  );
}
