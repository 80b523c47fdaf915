import Link from "next/link";
import { type HistoryAddress, historyHref } from "./history-address.ts";
import type { HistoryRun } from "./history-run.ts";
import { NoRuns } from "./no-runs.tsx";
import { RunFilters } from "./run-filters.tsx";
import { RunTable } from "./run-table.tsx";

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
      {runs.length > 0 ? <RunTable address={address} runs={runs} now={now} /> : <NoRuns isFiltered={isFiltered} />}
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
