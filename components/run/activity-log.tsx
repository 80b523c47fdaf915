"use client";

import { useEffect } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { EVERY_ENTRY, isEveryEntry } from "#lib/run/log-filter.ts";
import { countAll } from "#lib/run/log-page.ts";
import { type LogReader, shownCount } from "#lib/run-store/log-reader.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useLogReader, useLogView } from "#lib/run-store/use-log-reader.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { ActivityLogFilters, LevelChips } from "./activity-log-filters.tsx";
import { ActivityLogLines } from "./activity-log-lines.tsx";

/** The run's log, newest last: it follows the run, pages back to the first entry, and is filtered and searched whole. */
export function ActivityLog({
  store,
  asked,
}: {
  store: ShownRun;
  /** A phase whose entries another part of the page wants to be shown; a new object each time. */
  asked: { readonly phase: string } | null;
}) {
  const reader = useLogReader(store);
  useEffect(() => {
    if (!asked) return;
    reader.show({ ...EVERY_ENTRY, phase: asked.phase });
    document.getElementById("activity-log")?.scrollIntoView({ block: "nearest" });
  }, [asked, reader]);
  const filter = useLogView(reader, (view) => view.filter);
  const phases = useRunView(store, (view) => view.state.phases);
  const total = useRunView(store, (view) => countAll(view.state.logCounts));
  return (
    <section aria-labelledby="activity-log" className="panel flex min-h-0 flex-col overflow-hidden">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5">
        <h2 id="activity-log" className="mr-auto py-1 text-meta font-semibold tracking-wide text-muted uppercase">
          Activity log
        </h2>
        <LevelChips reader={reader} />
        <ActivityLogFilters reader={reader} phases={phases} />
      </div>
      <Matches reader={reader} total={total} />
      <ActivityLogLines reader={reader} key={JSON.stringify(filter)} />
    </section>
  );
}

/** What the filter has found, and the way back; there only while something is filtered. */
function Matches({ reader, total }: { reader: LogReader; total: number }) {
  const format = useFormat();
  const filter = useLogView(reader, (view) => view.filter);
  const counts = useLogView(reader, (view) => view.counts);
  const failed = useLogView(reader, (view) => view.failed === "first");
  const isFiltered = !isEveryEntry(filter);
  const number = (value: number) => format.number(value, 0);
  const found = counts && shownCount(filter, counts);
  const words = found === null ? "Searching…" : `${number(found)} of ${number(total)} entries match`;
  return (
    // The status is there before it says something: only then is it read out.
    <div className={isFiltered ? "flex items-center gap-3 border-b border-separator px-4 py-1 text-meta" : ""}>
      <p role="status" className="figures mr-auto text-muted">
        {isFiltered && (failed ? "The log could not be searched." : words)}
      </p>
      {isFiltered && failed && (
        <button type="button" className="min-h-6 text-link hover:underline" onClick={() => reader.retry()}>
          Try again
        </button>
      )}
      {isFiltered && (
        <button type="button" className="min-h-6 text-link hover:underline" onClick={() => reader.show(EVERY_ENTRY)}>
          Back to all entries
        </button>
      )}
    </div>
  );
}
