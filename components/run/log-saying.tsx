import type { LogReader } from "#lib/run-store/log-reader.ts";
import { entryNearest } from "#lib/run-store/log-window.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";
import { noteText, spokenLine } from "./log-line-text.ts";

interface LogSayingProps {
  reader: LogReader;
  said: string | null;
  onRetry: () => void;
}

/** What the log says beside its lines: on a note over them, and to screen readers also which line they have come to. */
export function LogSaying({ reader, said, onRetry }: LogSayingProps) {
  const note = useLogView(reader, (view) => view.note);
  const isGoing = useLogView(reader, ({ loading }) => loading === "line" || loading === "step");
  const hasFailed = useLogView(reader, ({ failed }) => failed === "line" || failed === "step");
  const line = useLogView(reader, ({ current, window }) =>
    current === null ? undefined : entryNearest(window.entries, current),
  );
  const going = isGoing ? "Going there…" : null;
  const words = hasFailed ? "That line could not be loaded." : (going ?? (note ? noteText(note) : said));
  return (
    <>
      <p role="status" className="sr-only">
        {words ?? (line && spokenLine(line))}
      </p>
      {words !== null && (
        <p className="absolute bottom-3 left-4 flex min-h-7 max-w-[60%] items-center gap-2 rounded-2xl border border-border bg-surface px-3 py-1 text-meta shadow-md">
          <span aria-hidden>{words}</span>
          {hasFailed && (
            <button type="button" className="min-h-6 cursor-pointer text-link" onClick={onRetry}>
              Try again
            </button>
          )}
        </p>
      )}
    </>
  );
}
