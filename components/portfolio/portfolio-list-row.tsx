"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { StatusChip } from "#components/status/status-icon.tsx";
import type { RunStatus } from "#lib/run/events.ts";
import type { RunListStore } from "#lib/run-store/run-list-store.ts";
import { useRunListView } from "#lib/run-store/use-run-list.ts";
import { Change, NotKnown } from "./change.tsx";
import type { LatestFigures } from "./combined-total.ts";
import { newestRun } from "./newest-run.ts";
import { SimulatedBadge } from "./simulated-badge.tsx";
import { Sparkline } from "./sparkline.tsx";

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly accountName: string;
  readonly positionCount: number;
  readonly simulated: boolean;
  readonly latest: (LatestFigures & { readonly dailyReturn: number | null }) | null;
  readonly lastRun: { readonly id: string; readonly status: RunStatus; readonly percent: number } | null;
  /** Dollars, oldest first. */
  readonly recentEquity: readonly number[];
}

/** One account: the whole row leads to its page, the run's status to the run. */
export function PortfolioListRow({ account, store }: { account: Account; store: RunListStore }) {
  const format = useFormat();
  const { id, name, accountName, positionCount, simulated, latest, recentEquity } = account;
  const lastRun = useRunListView(store, (view) => newestRun(view.runs.values(), id)) ?? account.lastRun;
  return (
    <li className="relative grid grid-cols-3 items-start lg:items-center gap-x-5 gap-y-2 border-t border-separator px-4 py-3 transition-colors first:border-t-0 hover:bg-default/40 lg:grid-cols-[minmax(0,1fr)_7rem_6.5rem_6rem_6.5rem_11.5rem]">
      <div className="col-span-3 min-w-0 lg:col-span-1">
        <span className="flex flex-wrap items-center gap-2">
          {/* The link covers the row; what has a way of its own lies above it. */}
          <Link
            href={`/portfolios/${id}`}
            prefetch={false}
            className="min-w-0 truncate font-medium after:absolute after:inset-0"
          >
            {name}
          </Link>
          {simulated && <SimulatedBadge />}
        </span>
        <span className="block truncate text-data text-muted">
          {[accountName, format.counted(positionCount, "position"), latest && `as of ${format.day(latest.date)}`]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <div className="hidden lg:block">
        <Sparkline values={recentEquity} />
      </div>
      <Figure label="Equity">{latest ? format.wholeMoney(latest.equity) : <NotKnown why="not computed yet" />}</Figure>
      <Figure label="Day">
        <Change value={latest && latest.pnl + latest.dividends} as="whole" />
        {typeof latest?.dailyReturn === "number" && (
          <span className="block text-meta text-muted">{format.signedPercent(latest.dailyReturn)}</span>
        )}
      </Figure>
      <Figure label="Total P&L">
        <Change value={latest?.cumulativePnl ?? null} as="whole" />
      </Figure>
      <div className="relative col-span-3 justify-self-start text-data text-muted lg:col-span-1">
        {lastRun ? <LastRun run={lastRun} /> : "No run yet"}
      </div>
    </li>
  );
}

function LastRun({ run }: { run: NonNullable<Account["lastRun"]> }) {
  return (
    <Link
      href={`/runs/${run.id}`}
      prefetch={false}
      data-run={run.id}
      data-run-status={run.status}
      className="inline-flex min-h-6 items-center gap-2 rounded-full text-meta"
    >
      <span className="sr-only">Last run: </span>
      <StatusChip status={run.status} />
      {run.status === "running" && <span className="figures text-muted">{run.percent}%</span>}
    </Link>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="figures text-body lg:text-right">
      <span className="block text-meta text-muted lg:sr-only">{label}</span>
      {children}
    </div>
  );
}
