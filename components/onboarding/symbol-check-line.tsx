import { Check } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { SymbolCheck } from "./symbol-check.ts";
import { useCounted } from "./use-counted.ts";

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
  const counted = useCounted();
  const format = useFormat();
  const known = total - unknown.length - unchecked.length;
  const knownText = () => {
    if (known < total) return `${format.number(known, 0)} of ${counted(total, "symbol")}`;
    return total === 1 ? "The symbol is" : `All ${counted(total, "symbol")} are`;
  };
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-separator px-4 py-1 text-data text-muted">
      <p role="status">
        {open > 0 && `Looking up ${counted(open, "symbol")}…`}
        {open === 0 && known > 0 && (
          <>
            <Check aria-hidden size={14} className="mr-1 inline text-completed" />
            {knownText()} known to {sourceText}
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
