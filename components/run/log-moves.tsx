import { ArrowDown, ArrowUpToLine } from "lucide-react";
import { type RefObject, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { type LogReader, shownCount } from "#lib/run-store/log-reader.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";

/** The ways to the first and the newest line, there while the log is not followed. */
export function LogMoves({ reader, scroller }: { reader: LogReader; scroller: RefObject<HTMLElement | null> }) {
  const format = useFormat();
  const shown = useLogView(reader, ({ filter, counts }) => counts && shownCount(filter, counts));
  const [seen] = useState(shown);
  /** These are gone once they have been used: the focus goes where they led. */
  const go = (move: () => void) => {
    scroller.current?.focus({ preventScroll: true });
    move();
  };
  const unseen = shown === null || seen === null ? 0 : Math.max(0, shown - seen);
  return (
    <div className="absolute right-4 bottom-3 flex gap-1.5 text-meta font-medium">
      <button
        type="button"
        onClick={() => go(() => reader.toFirst())}
        title="To the first line (Home)"
        className="flex min-h-7 cursor-pointer items-center gap-1 rounded-full border border-border bg-surface px-3 text-foreground shadow-md hover:bg-default"
      >
        <ArrowUpToLine aria-hidden size={13} />
        First
      </button>
      <button
        type="button"
        onClick={() => go(() => reader.toNewest())}
        title="To the newest line (End)"
        className="figures flex min-h-7 cursor-pointer items-center gap-1 rounded-full bg-accent px-3 text-accent-foreground shadow-md hover:bg-accent-hover"
      >
        <ArrowDown aria-hidden size={13} />
        Jump to latest{unseen > 0 ? ` (${format.number(unseen, 0)} new)` : ""}
      </button>
    </div>
  );
}
