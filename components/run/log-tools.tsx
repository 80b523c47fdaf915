import { ChevronDown, ChevronUp, FoldVertical, type LucideIcon, TriangleAlert, UnfoldVertical } from "lucide-react";
import type { LogReader } from "#lib/run-store/log-reader.ts";
import { type LogStep, stepLevels } from "#lib/run-store/log-step.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";

interface LogToolsProps {
  reader: LogReader;
  folding: boolean;
  onFold: (folding: boolean) => void;
  onStep: (step: LogStep) => void;
}

/** From warning to warning, and whether repeats are folded. */
export function LogTools({ reader, folding, onFold, onStep }: LogToolsProps) {
  const hasNone = useLogView(reader, ({ filter, counts }) => {
    const levels = stepLevels({ to: "alert", way: "next" }, filter) ?? [];
    return counts !== null && levels.every((level) => counts[level] === 0);
  });
  // Each match of a search is a line of its own.
  const isSearch = useLogView(reader, ({ filter }) => filter.text !== "");
  const isFolded = folding && !isSearch;
  return (
    <div className="flex items-center gap-1">
      <TriangleAlert aria-hidden size={13} className="text-muted" />
      <Tool
        icon={ChevronUp}
        words="Previous warning or error"
        hint="p"
        isOff={hasNone}
        onUse={() => onStep({ to: "alert", way: "previous" })}
      />
      <Tool
        icon={ChevronDown}
        words="Next warning or error"
        hint="n"
        isOff={hasNone}
        onUse={() => onStep({ to: "alert", way: "next" })}
      />
      <Tool
        icon={isFolded ? UnfoldVertical : FoldVertical}
        words="Fold repeats"
        hint="lines in a row that say the same, or count on"
        isOff={isSearch}
        isOn={isFolded}
        isNamed
        onUse={() => onFold(!folding)}
      />
    </div>
  );
}

interface ToolProps {
  icon: LucideIcon;
  words: string;
  hint: string;
  isOff?: boolean;
  /** Left out where it is nothing that is on or off. */
  isOn?: boolean;
  /** Its words stand beside the icon where there is room. */
  isNamed?: boolean;
  onUse: () => void;
}

/** A small button whose words are its name and its title. */
export function Tool({ icon: Icon, words, hint, isOff = false, isOn, isNamed = false, onUse }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={words}
      aria-pressed={isOn}
      title={`${words} (${hint})`}
      disabled={isOff}
      onClick={onUse}
      className={`flex h-7 min-w-7 cursor-pointer items-center justify-center rounded-md disabled:cursor-not-allowed disabled:opacity-50 ${isOn ? "bg-default text-foreground" : "text-muted enabled:hover:bg-default enabled:hover:text-foreground"}`}
    >
      <Icon aria-hidden size={15} />
      {isNamed && <span className="hidden px-1 text-meta sm:inline lg:hidden 2xl:inline">{words}</span>}
    </button>
  );
}
