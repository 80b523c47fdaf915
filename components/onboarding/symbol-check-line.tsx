import { Check } from "lucide-react";
import { counted } from "#lib/counted.ts";
import type { SymbolCheck } from "./symbol-check.ts";

/** How far the symbols have been looked up. As high in every state, so that nothing moves when an answer comes. */
export function SymbolCheckLine({
  check: { total, open, unknown, unchecked },
  sourceText,
  onAgain,
}: {
  check: SymbolCheck;
  sourceText: string;
  onAgain: () => void;
}) {
  const known = total - unknown.length - unchecked.length;
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-separator px-4 py-1 text-data text-muted">
      <p role="status">
        {open > 0 && `Looking up ${counted(open, "symbol")}…`}
        {open === 0 && known > 0 && (
          <>
            <Check aria-hidden size={14} className="mr-1 inline text-completed" />
            {knownText(known, total)} known to {sourceText}
          </>
        )}
        {open === 0 && unchecked.length > 0 && (
          <>
            {known > 0 && " · "}
            {counted(unchecked.length, "symbol")} could not be checked now
          </>
        )}
        {open === 0 && unknown.length === total && "None of the symbols was found"}
      </p>
      {open === 0 && unchecked.length > 0 && (
        <button type="button" onClick={onAgain} className="min-h-6 text-link hover:underline">
          Check again
        </button>
      )}
    </div>
  );
}

function knownText(known: number, total: number): string {
  if (known < total) return `${known} of ${counted(total, "symbol")}`;
  return total === 1 ? "The symbol is" : `All ${total} symbols are`;
}
