"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import type { PhaseState, RunState } from "#lib/run/state.ts";
import { isSlow, phaseTimeLeft, usualRange } from "#lib/run/time-left.ts";
import { leftText, usualText } from "./duration-range.ts";
import { countText, unitText, usualFraction } from "./phase-words.ts";

interface PhaseBarProps {
  phase: PhaseState;
  run: RunState;
  /** By the server's clock, in ms; null until known. */
  now: number | null;
  standstill: string | null;
}

/** Shorter than this, what is left is over before it is read. */
const WORTH_TELLING_MS = 5_000;

/**
 * How far a phase at work is, over a faint bar of where it usually is by now: ahead of it is fast, behind it slow.
 * A phase of unknown length shows that it is at work.
 */
export function PhaseBar({ phase, run, now, standstill }: PhaseBarProps) {
  const format = useFormat();
  const percent = phase.total ? Math.floor((100 * phase.current) / phase.total) : null;
  const elapsed = now !== null && phase.startedAt ? now - Date.parse(phase.startedAt) : null;
  // Of a run that has changed hands, time since the start is not time at work.
  const usual = run.resumes > 0 ? null : usualFraction(run.usual?.phases[phase.id], elapsed);
  return (
    <>
      <div className="flex h-5 items-center gap-2">
        <div
          role="progressbar"
          aria-label={phase.name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent ?? undefined}
          aria-valuetext={`${countText(phase, (value) => format.number(value, 0))} ${unitText(phase)}`}
          className="relative h-2.5 min-w-16 flex-1"
        >
          <div className="absolute inset-x-0 inset-y-0.5 rounded-full bg-default" />
          {usual !== null && (
            <div
              data-usual
              title={`Usually ${format.number(100 * usual, 0)}% by now`}
              className="absolute inset-y-0 left-0 rounded-xs bg-running/30"
              style={{ width: `${100 * usual}%` }}
            />
          )}
          <div
            className={`absolute inset-y-0.5 left-0 rounded-full bg-running transition-[width] duration-300 ease-linear ${percent === null ? "animate-pulse" : ""}`}
            style={{ width: `${percent ?? 100}%` }}
          />
        </div>
        <span className="figures w-9 text-right text-meta text-muted">{percent === null ? "" : `${percent}%`}</span>
        {!standstill && <Pace {...{ phase, run, now }} />}
      </div>
      {standstill && <p className="text-meta wrap-anywhere text-attention">{standstill}</p>}
    </>
  );
}

/** What the phase still takes, or usually takes where that is soon over, or that it has passed that. */
function Pace({ phase, run, now }: Omit<PhaseBarProps, "standstill">) {
  const range = usualRange(run, phase.id);
  if (!range) return null;
  const slow = now !== null && isSlow(run, phase, now);
  const left = phaseTimeLeft(run, phase, now);
  const text = left && left.highMs >= WORTH_TELLING_MS ? leftText(left) : usualText(range);
  return (
    <span
      title={usualText(range)}
      className={`figures min-w-24 text-right text-meta whitespace-nowrap ${slow ? "font-medium text-attention" : "text-muted"}`}
    >
      {slow ? "Taking longer than usual" : text}
    </span>
  );
}
