"use client";

import type { ReactNode } from "react";
import { StatusIcon } from "#components/status/status-icon.tsx";
import { duration } from "#lib/format.ts";
import type { UsualDurations } from "#lib/run/events.ts";
import type { PhaseState } from "#lib/run/state.ts";
import { isSlow, usualRange } from "#lib/run/time-left.ts";
import { usualText } from "./duration-range.ts";
import { PhaseOutcome } from "./phase-outcome.tsx";
import { useNow } from "./use-now.ts";

interface PhaseRowProps {
  phase: PhaseState;
  usual: UsualDurations | null;
  /** How often the run has changed hands. */
  resumes: number;
  /** Server's clock less the viewer's; null until known. */
  clockOffsetMs: number | null;
}

/** One of the nine rows: status, count, duration, and a bar while it runs or what came of it when it has ended. */
export function PhaseRow(props: PhaseRowProps) {
  const { phase, usual, clockOffsetMs } = props;
  const range = usualRange({ usual }, phase.id);
  return (
    <li
      data-phase={phase.id}
      data-status={phase.status}
      className="border-b border-separator px-4 py-1.5 last:border-b-0"
    >
      <div className="flex items-center gap-2.5">
        <StatusIcon status={phase.status} />
        <span className={`min-w-0 flex-1 text-body ${phase.status === "pending" ? "text-muted" : "font-medium"}`}>
          {phase.name}
        </span>
        <span className="figures text-data whitespace-nowrap text-muted">
          {countText(phase)} <span className="sr-only sm:not-sr-only">{unitText(phase)}</span>
        </span>
        <Duration phase={phase} usual={range && usualText(range)} clockOffsetMs={clockOffsetMs} />
      </div>
      <div className="min-h-5 pl-6.5">
        {phase.status === "running" && <Bar phase={phase} pace={<Pace {...props} />} />}
        {phase.status === "pending" && range && <p className="figures text-meta text-muted">{usualText(range)}</p>}
        <PhaseOutcome phase={phase} />
      </div>
    </li>
  );
}

/** Skipped before it began; one that was cancelled at work keeps what it had done. */
function isLeftOut({ status, startedAt }: PhaseState): boolean {
  return status === "skipped" && startedAt === null;
}

function countText(phase: PhaseState): string {
  if (isLeftOut(phase)) return "–";
  if (phase.total === null) return phase.status === "running" ? String(phase.current) : "";
  return `${phase.current}/${phase.total}`;
}

function unitText(phase: PhaseState): string {
  return isLeftOut(phase) || (phase.total === null && phase.status !== "running") ? "" : phase.unit;
}

type DurationProps = Pick<PhaseRowProps, "phase" | "clockOffsetMs"> & { usual: string | null };

function Duration({ phase, usual, clockOffsetMs }: DurationProps) {
  const running = phase.status === "running";
  const now = useNow(running, clockOffsetMs);
  const elapsed = running && now !== null && phase.startedAt ? Math.max(0, now - Date.parse(phase.startedAt)) : null;
  const ms = isLeftOut(phase) ? null : (phase.busyMs ?? elapsed);
  return (
    <span title={usual ?? undefined} className="figures w-14 text-right text-data text-muted">
      {ms === null ? "" : duration(ms)}
    </span>
  );
}

/** What the phase usually takes, or that it has passed that. */
function Pace({ phase, usual, resumes, clockOffsetMs }: PhaseRowProps) {
  const now = useNow(true, clockOffsetMs);
  const range = usualRange({ usual }, phase.id);
  if (!range) return null;
  const slow = now !== null && isSlow({ usual, resumes }, phase, now);
  return (
    <span className={`figures text-meta whitespace-nowrap ${slow ? "font-medium text-attention" : "text-muted"}`}>
      {slow ? "Taking longer than usual" : usualText(range)}
    </span>
  );
}

function Bar({ phase, pace }: { phase: PhaseState; pace: ReactNode }) {
  const percent = phase.total ? Math.floor((100 * phase.current) / phase.total) : null;
  return (
    <div className="flex h-5 items-center gap-2">
      <div
        role="progressbar"
        aria-label={phase.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={`${countText(phase)} ${unitText(phase)}`}
        className="h-1.5 flex-1 overflow-hidden rounded-full bg-default"
      >
        <div
          className={`h-full rounded-full bg-running transition-[width] duration-300 ease-linear ${percent === null ? "animate-pulse" : ""}`}
          style={{ width: `${percent ?? 100}%` }}
        />
      </div>
      <span className="figures w-9 text-right text-meta text-muted">{percent === null ? "" : `${percent}%`}</span>
      {pace}
    </div>
  );
}
