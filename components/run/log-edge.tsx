import type { RefObject } from "react";
import { isEveryEntry } from "#lib/run/log-filter.ts";
import type { LogReader } from "#lib/run-store/log-reader.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";

interface LogEdgeProps {
  reader: LogReader;
  load: "earlier" | "later";
  scroller: RefObject<HTMLElement | null>;
  height: number;
}

/** The way to the lines before the first or after the last held: taken by scrolling there, or by this button. */
export function LogEdge({ reader, load, scroller, height }: LogEdgeProps) {
  const isLoading = useLogView(reader, (view) => view.loading === load);
  const failed = useLogView(reader, (view) => view.failed === load);
  const read = () => {
    // The button goes away with the last page; reading goes on by keyboard.
    scroller.current?.focus({ preventScroll: true });
    if (failed) reader.retry();
    else if (load === "earlier") reader.loadEarlier();
    else reader.loadLater();
  };
  const words = failed ? `The ${load} entries could not be loaded. Try again` : `Load ${load} entries`;
  return (
    <div
      className={`absolute inset-x-0 flex items-center justify-center font-sans text-meta ${load === "earlier" ? "top-0" : "bottom-0"}`}
      style={{ height }}
    >
      <button type="button" onClick={read} className="min-h-6 cursor-pointer px-3 text-link hover:underline">
        {isLoading ? `Loading ${load} entries…` : words}
      </button>
    </div>
  );
}

/** Stands where there are no lines. */
export function NoLines({ reader }: { reader: LogReader }) {
  const filtered = useLogView(reader, (view) => !isEveryEntry(view.filter));
  const searching = useLogView(reader, (view) => view.loading === "first" || view.loading === "line");
  const words = filtered ? "No entry matches." : "Nothing has been logged yet.";
  return <p className="px-4 py-2 font-sans text-muted">{searching ? "Searching…" : words}</p>;
}
