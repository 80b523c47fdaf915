"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "#components/frame/page-header.tsx";
import { ChangeSourceButton } from "#components/prices/change-source-button.tsx";
import type { PriceChoice } from "#components/prices/price-choice.ts";
import { counted } from "#lib/counted.ts";
import { duration } from "#lib/format.ts";
import { endedRunStatuses } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import { timeLeft } from "#lib/run/time-left.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { CancelButton } from "./cancel-button.tsx";
import { leftText } from "./duration-range.ts";
import { isRetryable, RetryButton } from "./retry-button.tsx";
import { runAddress } from "./run-address.ts";
import type { RunOrigin } from "./run-origin.ts";
import { phasesDone, runTitle } from "./run-title.ts";
import { SyncBadge } from "./sync-badge.tsx";
import { useNow } from "./use-now.ts";

interface RunHeaderProps {
  /** The run as the page shows it. */
  store: ShownRun;
  /** The run as it is now: what can be done with it is done now. */
  live: ShownRun;
  origin: RunOrigin;
}

/** What the run is doing, how far it is, whether the page is in sync, and what can be done now. */
export function RunHeader({ store, live, origin }: RunHeaderProps) {
  const state = useRunView(store, (view) => view.state);
  const present = useRunView(live, (view) => view.state);
  const sync = useRunView(store, (view) => view.sync);
  const place = useRunView(store, (view) => view.placeInLine);
  const clockOffsetMs = useRunView(store, (view) => view.clockOffsetMs);
  const { title, subtitle } = runTitle(state, place);
  return (
    <>
      <PageHeader
        title={title}
        above={<Whereabouts state={state} retryOf={origin.retryOf} badge={<SyncBadge sync={sync} />} />}
        below={subtitle}
        actions={<Actions state={present} prices={origin.prices} />}
      />
      <OverallProgress state={state} clockOffsetMs={clockOffsetMs} />
      <Notes state={state} />
    </>
  );
}

interface WhereaboutsProps {
  state: RunState;
  retryOf: string | null;
  badge: ReactNode;
}

function Whereabouts({ state, retryOf, badge }: WhereaboutsProps) {
  const { portfolio } = state;
  const pathname = usePathname();
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>
        {portfolio ? (
          <Link href={`/portfolios/${portfolio.id}`} className="hover:text-foreground hover:underline">
            {portfolio.name}
          </Link>
        ) : (
          "All symbols"
        )}
        {" ▸ "}
        <span className="font-mono">Run {state.runId.slice(0, 8)}</span>
      </span>
      {retryOf && (
        <Link href={runAddress(pathname, retryOf)} className="hover:text-foreground hover:underline">
          Retry of run <span className="font-mono">{retryOf.slice(0, 8)}</span>
        </Link>
      )}
      {badge}
    </span>
  );
}

function isEnded(state: RunState): boolean {
  return endedRunStatuses.some((status) => status === state.status);
}

/** Whether a run failed before it had any prices: another source of them is a way out. */
function isUnpriced({ status, phases }: RunState): boolean {
  const [first] = phases;
  return status === "failed" && first?.status !== "completed" && first?.status !== "warning";
}

function Actions({ state, prices }: { state: RunState; prices: PriceChoice | null }) {
  if (!isEnded(state)) return <CancelButton runId={state.runId} requested={state.cancelRequested} />;
  const isBrokenOff = state.status === "failed" || state.status === "cancelled";
  const view = isBrokenOff ? "View Portfolio Anyway" : "View Portfolio";
  return (
    <>
      <a href={`/api/v1/runs/${state.runId}/log?format=txt`} download className="button button--outline">
        <Download aria-hidden size={16} /> Download Log
      </a>
      <a href={`/api/v1/runs/${state.runId}/log?format=json`} download className="button button--outline">
        Log as JSON
      </a>
      {state.portfolio && (
        <Link
          href={`/portfolios/${state.portfolio.id}`}
          className={`button ${isRetryable(state) ? "button--outline" : "button--primary"}`}
        >
          {view}
        </Link>
      )}
      {prices && isUnpriced(state) && (
        <ChangeSourceButton choice={prices} after={{ retry: state.runId }} look="button">
          Change price source
        </ChangeSourceButton>
      )}
      {isRetryable(state) && <RetryButton state={state} />}
    </>
  );
}

const BAR_COLOURS: Partial<Record<RunState["status"], string>> = {
  completed: "bg-completed",
  partial: "bg-attention",
  failed: "bg-failed",
  cancelled: "bg-pending",
};

function OverallProgress({ state, clockOffsetMs }: { state: RunState; clockOffsetMs: number | null }) {
  const now = useNow(state.status === "running", clockOffsetMs);
  const elapsed = state.durationMs ?? (now !== null && state.startedAt ? now - Date.parse(state.startedAt) : null);
  const left = timeLeft(state);
  return (
    <div className="mb-5">
      <div className="figures mb-1.5 flex flex-wrap justify-between gap-x-4 text-data text-muted">
        <span>
          <span className="text-section font-semibold text-foreground">{state.percent}%</span> · {phasesDone(state)}/
          {state.phases.length} phases
        </span>
        <span>
          {elapsed !== null && `${duration(Math.max(0, elapsed))} ${isEnded(state) ? "total" : "elapsed"}`}
          {left && <span title={`Of eight in ten of ${state.usual?.runs} like runs`}> · {leftText(left)}</span>}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label="Whole run"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={state.percent}
        className="h-2 overflow-hidden rounded-full bg-default"
      >
        <div
          className={`h-full rounded-full transition-[width] duration-300 ease-linear ${BAR_COLOURS[state.status] ?? "bg-running"}`}
          style={{ width: `${state.percent}%` }}
        />
      </div>
    </div>
  );
}

/** What this run computes with and leaves out, said where its results appear. */
function Notes({ state }: { state: RunState }) {
  const { inputs } = state;
  // A run under way is about to say; one that has ended before never will.
  if (!inputs) return isEnded(state) ? null : <div className="mb-4 min-h-5" />;
  const dates = inputs.dates && `${inputs.dates.count} sessions, ${inputs.dates.from} to ${inputs.dates.to}`;
  const facts = [counted(inputs.positions, "position"), dates, `prices: ${inputs.priceSource}`].filter(Boolean);
  return (
    <p className="mb-4 min-h-5 text-data text-muted">
      {inputs.simulated && (
        <strong className="mr-2 rounded-md border border-attention px-1.5 py-0.5 text-meta font-medium text-attention">
          Simulated prices
        </strong>
      )}
      {[...facts, ...inputs.notes.filter((note) => note !== "Simulated prices")].join(" · ")}
    </p>
  );
}
