import Link from "next/link";
import { type HistoryAddress, historyHref } from "./history-address.ts";
import type { HistoryRun } from "./history-run.ts";
import { LiveRuns } from "./live-runs.tsx";
import { RunFilters } from "./run-filters.tsx";

/** Past and present runs of everybody, newest first, a page at a time. `now` is the server's clock, in ms. */
export function RunHistory({
  address,
  runs,
  nextCursor,
  now,
}: {
  address: HistoryAddress;
  runs: readonly HistoryRun[];
  nextCursor: string | null;
  now: number;
}) {
  const { cursor, status, text, portfolioId } = address;
  const isFiltered = status.length > 0 || text !== "" || portfolioId !== null;
  return (
    <>
      <RunFilters address={address} portfolioName={runs[0]?.portfolio?.name ?? null} />
      <LiveRuns
        // Another portfolio is another list to watch.
        key={portfolioId}
        address={address}
        runs={runs.map(figuresOf)}
        isLast={nextCursor === null}
        isFiltered={isFiltered}
        now={now}
      />
      <nav aria-label="Pages" className="mt-4 flex justify-center gap-2">
        {cursor && (
          <Link href={historyHref(address, { cursor: null })} prefetch={false} className="button button--outline">
            Newest runs
          </Link>
        )}
        {nextCursor && (
          <Link href={historyHref(address, { cursor: nextCursor })} prefetch={false} className="button button--outline">
            Older runs
          </Link>
        )}
      </nav>
    </>
  );
}

/** What a row is drawn from and no more: every row travels to the browser twice, drawn and as figures. */
function figuresOf({ phases, ...run }: HistoryRun): HistoryRun {
  const { id, kind, status, percent, portfolio, requestedBy, simulated, createdAt, startedAt, durationMs, reason } =
    run;
  return {
    ...{ id, kind, status, percent, portfolio, requestedBy, simulated, createdAt, startedAt, durationMs, reason },
    phases: phases.map(({ id, name, status, busyMs }) => ({ id, name, status, busyMs })),
  };
}
