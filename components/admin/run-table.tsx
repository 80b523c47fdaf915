"use client";

import { ListFilter } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { PhaseStrip } from "#components/status/phase-strip.tsx";
import { RelativeTime } from "#components/status/relative-time.tsx";
import { StatusChip, StatusIcon } from "#components/status/status-icon.tsx";
import { duration } from "#lib/format.ts";
import { isEndedStatus } from "#lib/run/vocabulary.ts";
import type { RunListStore } from "#lib/run-store/run-list-store.ts";
import { useRunListView } from "#lib/run-store/use-run-list.ts";
import { type HistoryAddress, historyHref } from "./history-address.ts";
import type { HistoryRun } from "./history-run.ts";
import { RunningTime } from "./running-time.tsx";

interface TableParts {
  address: HistoryAddress;
  /** The server's clock when it rendered, in ms. */
  now: number;
  /** What has become of the rows since. */
  store: RunListStore;
}

/** One row per run; the row opens it. Where there is no room, time and duration stand under the name. */
export function RunTable({ address, runs, now, store }: TableParts & { runs: readonly HistoryRun[] }) {
  return (
    <div className="panel overflow-hidden">
      <table className="w-full text-data">
        <thead>
          <tr className="border-b border-border text-left text-meta text-muted">
            <th scope="col" className="px-3 py-2 font-medium sm:px-4">
              <span className="max-md:sr-only">Status</span>
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Portfolio
            </th>
            <th scope="col" className="py-2 pr-4 font-medium max-md:hidden">
              Started
            </th>
            <th scope="col" className="w-32 py-2 pr-4 text-right font-medium max-md:hidden">
              Duration
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Phases
            </th>
            <th scope="col" className="py-2 pr-4 font-medium max-lg:hidden">
              Requested by
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} rendered={run} address={address} now={now} store={store} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ rendered, address, now, store }: TableParts & { rendered: HistoryRun }) {
  const live = useRunListView(store, (view) => view.runs.get(rendered.id));
  // A run that has ended changes no more, however old the last live row is.
  const run = live && !isEndedStatus(rendered.status) ? live : rendered;
  const time = <TimeTaken run={run} now={now} store={store} />;
  return (
    <tr
      data-run={run.id}
      data-run-status={run.status}
      className="relative border-b border-separator last:border-b-0 focus-within:bg-background hover:bg-background"
    >
      <td className="w-0 px-3 py-2.5 sm:px-4">
        <span className="max-md:hidden">
          <StatusChip status={run.status} />
          {run.status === "running" && (
            <span className="figures mt-0.5 block text-meta text-muted">{run.percent}%</span>
          )}
        </span>
        <span className="md:hidden">
          <StatusIcon status={run.status} />
        </span>
      </td>
      <td className="max-w-0 py-2.5 pr-4 lg:w-1/3">
        <PortfolioCell run={run} address={address} now={now} time={time} />
      </td>
      <td className="figures py-2.5 pr-4 max-md:hidden">
        <RowLink run={run}>
          <StartTime run={run} now={now} />
        </RowLink>
      </td>
      <td className="figures py-2.5 pr-4 text-right whitespace-nowrap max-md:hidden">{time}</td>
      <td className="w-0 py-2.5 pr-3 sm:pr-4">
        <RowLink run={run}>
          <PhaseStrip phases={run.phases.map(({ id, name, status, busyMs }) => ({ id, name, status, busyMs }))} />
        </RowLink>
      </td>
      <td className="max-w-48 truncate py-2.5 pr-4 text-muted max-lg:hidden">{run.requestedBy ?? "Schedule"}</td>
    </tr>
  );
}

/** Opens the run like the rest of the row, and lies above the name's link so that its hint shows under the pointer. */
function RowLink({ run, children }: { run: HistoryRun; children: ReactNode }) {
  return (
    <Link href={`/admin/runs/${run.id}`} prefetch={false} tabIndex={-1} className="relative z-1 block w-fit">
      {children}
    </Link>
  );
}

function PortfolioCell(props: { run: HistoryRun; address: HistoryAddress; now: number; time: ReactNode }) {
  const { run, address, now, time } = props;
  const { portfolio } = run;
  return (
    <>
      <span className="flex items-center gap-1">
        <Link
          href={`/admin/runs/${run.id}`}
          prefetch={false}
          className="truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {portfolio?.name ?? "All symbols"}
        </Link>
        {portfolio && !address.portfolioId && (
          <Link
            href={historyHref(address, { portfolioId: portfolio.id })}
            prefetch={false}
            className="relative z-1 grid size-6 shrink-0 place-items-center rounded-md text-muted hover:text-foreground"
          >
            <ListFilter role="img" aria-label={`Only runs of ${portfolio.name}`} size={14} />
          </Link>
        )}
      </span>
      <span className="block truncate text-meta text-muted">
        <span className="md:hidden">
          <StartTime run={run} now={now} /> · {time} · {run.status === "running" && `${run.percent}% · `}
        </span>
        <span className="font-mono">{run.id.slice(0, 8)}</span>
        {run.kind !== "onboarding" && ` · ${run.kind}`}
        {run.simulated && " · simulated prices"}
      </span>
    </>
  );
}

/** When a run started; of one that has not, since when it stands in line, or that it never did. */
function StartTime({ run: { status, startedAt, createdAt }, now }: { run: HistoryRun; now: number }) {
  if (startedAt === null && status !== "queued") return <span className="text-muted">never</span>;
  return (
    <>
      {startedAt === null && <span className="text-muted">queued </span>}
      <RelativeTime at={startedAt ?? createdAt} now={now} />
    </>
  );
}

function TimeTaken({ run, now, store }: { run: HistoryRun; now: number; store: RunListStore }) {
  const { durationMs, status, startedAt } = run;
  const clockOffsetMs = useRunListView(store, (view) => view.clockOffsetMs);
  if (durationMs !== null && startedAt !== null) return duration(durationMs);
  if (status !== "running" || !startedAt) return "–";
  return <RunningTime startedAt={startedAt} now={now} clockOffsetMs={clockOffsetMs} />;
}
