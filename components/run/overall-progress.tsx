"use client";

import { StatusIcon } from "#components/status/status-icon.tsx";
import { counted } from "#lib/counted.ts";
import { duration, utcTime } from "#lib/format.ts";
import type { RunState } from "#lib/run/state.ts";
import { isScaled, timeLeft } from "#lib/run/time-left.ts";
import { leftText } from "./duration-range.ts";
import { RunDates } from "./run-dates.tsx";
import { isBrokenOff, isEnded } from "./run-ending.ts";
import { phasesDone } from "./run-title.ts";
import { shownPercent } from "./shown-percent.ts";
import { useStoppedAt } from "./stopped-clock.ts";
import { useNow } from "./use-now.ts";
import { silenceMs } from "./worker-silence.ts";

const BAR_LOOKS: Record<RunState["status"], string> = {
  queued: "bg-pending",
  running: "bg-running",
  completed: "bg-completed",
  partial: "bg-attention",
  failed: "bg-failed",
  cancelled: "bg-pending",
};

interface OverallProgressProps {
  state: RunState;
  clockOffsetMs: number | null;
  /** When the newest event was recorded, in ms by the server's clock; null where that is not known. */
  newestAtMs: number | null;
}

/** How far the whole run is, how long it has been at work and how long it may take; or where it stopped. */
export function OverallProgress({ state, clockOffsetMs, newestAtMs }: OverallProgressProps) {
  const now = useNow(state.status === "running", clockOffsetMs);
  const elapsed = state.durationMs ?? (now !== null && state.startedAt ? now - Date.parse(state.startedAt) : null);
  const stoppedAt = useStoppedAt();
  const left = timeLeft(state, now);
  const silence = stoppedAt === null ? silenceMs(state, now, newestAtMs) : null;
  const progress = progressText(state);
  const percent = shownPercent(state);
  return (
    <div className="mb-4">
      <div className="figures mb-1.5 flex min-h-6 flex-wrap items-center justify-between gap-x-4 text-data text-muted">
        <span className="inline-flex items-center gap-1.5">
          <StatusIcon status={state.status} />
          <span>
            <span data-overall className="text-section font-semibold text-foreground">
              {progress}
            </span>{" "}
            · {phasesDone(state)}/{state.phases.length} phases
          </span>
        </span>
        <span>
          {stoppedAt !== null && state.status === "running" && `as of ${utcTime(stoppedAt)} UTC · `}
          <RunDates state={state} />
          {isEnded(state) && state.startedAt !== null && " · "}
          {elapsed !== null &&
            state.startedAt !== null &&
            `${duration(Math.max(0, elapsed))} ${isEnded(state) ? "total" : "elapsed"}`}
          {silence !== null && (
            <span
              className="text-attention"
              title="Nothing has come of this run since; a worker that has died is replaced"
            >
              {` · nothing new for ${duration(silence)}`}
            </span>
          )}
          {left && <span title={sourceText(state.usual?.runs ?? 0)}> · {leftText(left)}</span>}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label="Whole run"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${progress}, ${phasesDone(state)} of ${state.phases.length} phases`}
        className={`h-2 overflow-hidden rounded-full bg-default ${isBrokenOff(state) ? "broken-off" : ""}`}
      >
        <div
          className={`h-full rounded-full transition-[width] duration-300 ease-linear ${BAR_LOOKS[state.status]}`}
          style={{ width: `${percent}%` }}
        />
      </div>
    </div>
  );
}

/** What the time left is known from. */
function sourceText(runs: number): string {
  return isScaled({ runs })
    ? `Estimated from ${counted(runs, "earlier run")} and, once that tells, from how fast this one goes`
    : `Of eight in ten of ${runs} like runs`;
}

/** "62%"; where the run broke off, "Stopped at 62%", since no more will come. */
function progressText(state: RunState): string {
  if (!isBrokenOff(state)) return `${shownPercent(state)}%`;
  return state.startedAt === null ? "Not begun" : `Stopped at ${shownPercent(state)}%`;
}
