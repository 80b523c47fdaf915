import { ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { isEveryEntry } from "#lib/run/log-filter.ts";
import { type LogReader, type LogView, shownCount } from "#lib/run-store/log-reader.ts";
import type { LogStep } from "#lib/run-store/log-step.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";
import { Tool } from "./log-tools.tsx";

interface LogMatchesProps {
  reader: LogReader;
  /** Entries of the whole log. */
  total: number;
  onStep: (step: LogStep) => void;
  /** Shows all entries, around a line. */
  onShowAll: (line: number | null) => void;
  onRetry: () => void;
}

/** What the filter has found, the steps from match to match, and the way back; there only while something is filtered. */
export function LogMatches({ reader, total, onStep, onShowAll, onRetry }: LogMatchesProps) {
  const format = useFormat();
  const filter = useLogView(reader, (view) => view.filter);
  const counts = useLogView(reader, (view) => view.counts);
  const failed = useLogView(reader, (view) => view.failed === "first");
  const refusal = useLogView(reader, (view) => view.refusal);
  const rank = useLogView(reader, currentRank);
  const isFiltered = !isEveryEntry(filter);
  const number = (value: number) => format.number(value, 0);
  const found = counts && shownCount(filter, counts);
  const words = found === null ? "Searching…" : `${number(found)} of ${number(total)} entries match`;
  const said = refusal ?? (failed ? "The log could not be searched." : words);
  return (
    // The status is there before it says something: only then is it read out.
    <div
      className={
        isFiltered ? "flex flex-wrap items-center gap-x-2 border-b border-separator px-4 py-0.5 text-meta" : ""
      }
    >
      <p data-found className="figures mr-auto text-muted">
        {isFiltered && said}
      </p>
      {/* Read out once for a search: of a live run the numbers beside it go on, and are there to be read. */}
      <span role="status" data-found-said className="sr-only">
        {isFiltered && <Said key={JSON.stringify([filter, failed, refusal, found === null])} words={said} />}
      </span>
      {isFiltered && failed && (
        <button type="button" className="min-h-6 cursor-pointer text-link" onClick={onRetry}>
          Try again
        </button>
      )}
      {isFiltered && found !== 0 && (
        <div className="flex items-center">
          {rank !== null && found !== null && (
            <span className="figures mr-1 text-muted">
              {number(rank)} / {number(found)}
            </span>
          )}
          <Tool
            icon={ChevronUp}
            words="Previous match"
            hint="Shift Enter in the search"
            onUse={() => onStep({ to: "entry", way: "previous" })}
          />
          <Tool
            icon={ChevronDown}
            words="Next match"
            hint="Enter in the search"
            onUse={() => onStep({ to: "entry", way: "next" })}
          />
        </div>
      )}
      {isFiltered && <WayBack onGo={() => onShowAll(reader.view.getState().current)} />}
    </div>
  );
}

/** Words as they first stood here, for as long as they are true. */
function Said({ words }: { words: string }) {
  const [first] = useState(words);
  return words === first ? first : null;
}

/** All entries again, around the line the reader stands at. */
function WayBack({ onGo }: { onGo: () => void }) {
  return (
    <button type="button" className="min-h-7 cursor-pointer text-link hover:underline" onClick={onGo}>
      Back to all entries
    </button>
  );
}

/** Which of the matches the current line is, 1 the oldest; null where it is none, or the window is too far from both ends to tell. */
function currentRank({ current, window, filter, counts }: LogView): number | null {
  const index = current === null ? -1 : window.entries.findLastIndex(({ seq }) => seq === current);
  if (index < 0) return null;
  if (!window.hasEarlier) return index + 1;
  if (window.hasLater || counts === null) return null;
  return shownCount(filter, counts) - (window.entries.length - 1 - index);
}
