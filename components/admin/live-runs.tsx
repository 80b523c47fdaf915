"use client";

import { useRouter } from "next/navigation";
import { useMemo, useTransition } from "react";
import { counted } from "#lib/counted.ts";
import type { RunListSync } from "#lib/run-store/run-list-store.ts";
import { useRunList, useRunListView } from "#lib/run-store/use-run-list.ts";
import type { HistoryAddress } from "./history-address.ts";
import type { HistoryRun } from "./history-run.ts";
import { newRunCount } from "./new-runs.ts";
import { NoRuns } from "./no-runs.tsx";
import { RunTable } from "./run-table.tsx";

/** A page of the history whose rows move by themselves; runs that begin are announced and do not push the rows down. */
export function LiveRuns(props: {
  address: HistoryAddress;
  runs: readonly HistoryRun[];
  isLast: boolean;
  isFiltered: boolean;
  now: number;
}) {
  const { address, runs, isLast, isFiltered, now } = props;
  const ids = useMemo(() => runs.map((run) => run.id), [runs]);
  // An id that no run has may be no id at all.
  const portfolioId = runs[0] && address.portfolioId;
  const store = useRunList({ scope: "all", ...(portfolioId ? { portfolioId } : {}) }, ids);
  const sync = useRunListView(store, (view) => view.sync);
  const count = useRunListView(store, (view) => newRunCount(view.runs.values(), { address, runs, isLast }));
  return (
    <div data-list-sync={sync}>
      <div className="pointer-events-none sticky top-2 z-10 flex h-0 justify-center" role="status">
        <NotLive sync={sync} />
        {count > 0 && <NewRuns count={count} />}
      </div>
      {runs.length > 0 ? (
        <RunTable address={address} runs={runs} now={now} store={store} />
      ) : (
        <NoRuns isFiltered={isFiltered} />
      )}
    </div>
  );
}

const PILL = "pointer-events-auto h-6 -translate-y-2/3 rounded-full border px-3 text-meta shadow-sm whitespace-nowrap";

function NewRuns({ count }: { count: number }) {
  const router = useRouter();
  const [isLoading, load] = useTransition();
  return (
    <button
      type="button"
      disabled={isLoading}
      onClick={() => load(() => router.refresh())}
      className={`${PILL} cursor-pointer border-accent bg-surface font-medium text-link`}
    >
      ↑ {counted(count, "new run")}
    </button>
  );
}

function NotLive({ sync }: { sync: RunListSync }) {
  if (sync !== "lost" && sync !== "refused") return null;
  return (
    <span className={`${PILL} mr-2 inline-flex items-center border-border bg-surface text-muted`}>
      {sync === "lost" ? "Not live: reconnecting" : "Not live: load the page again"}
    </span>
  );
}
