"use client";

import { type KeyboardEvent, type RefObject, useEffect } from "react";
import { StatusIcon } from "#components/status/status-icon.tsx";
import { utcTime } from "#lib/format.ts";
import type { PhaseStatus } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import type { AlertMark, PhaseStretch, RunTimeline } from "#lib/run/timeline.ts";

interface ReplayTrackProps {
  slider: RefObject<HTMLInputElement | null>;
  state: RunState;
  atMs: number;
  lastSeq: number;
  timeline: RunTimeline | null;
  /** The track takes the focus: it was asked for just now. */
  isFocused: boolean;
  onSeek: (seq: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The run's events from left to right: a slider over them, its phases below, its warnings and errors above. */
export function ReplayTrack(props: ReplayTrackProps) {
  const { slider, state, atMs, lastSeq, timeline, isFocused, onSeek, onKeyDown } = props;
  useEffect(() => {
    if (isFocused) slider.current?.focus({ preventScroll: true });
  }, [slider, isFocused]);
  return (
    <div className="relative w-full min-w-0 pt-3 pb-5">
      {timeline?.alerts.map((alert) => (
        <AlertTick key={`${alert.level} ${alert.seq}`} alert={alert} lastSeq={lastSeq} />
      ))}
      <input
        ref={slider}
        type="range"
        min={0}
        max={Math.max(1, lastSeq)}
        step={1}
        value={state.seq}
        aria-label="Point of the run"
        aria-valuetext={pointText(state, atMs, lastSeq)}
        onChange={({ target }) => onSeek(Number(target.value))}
        onKeyDown={onKeyDown}
        className={`m-0 block h-6 w-full cursor-pointer appearance-none rounded-full bg-transparent bg-left bg-no-repeat ${THUMB}`}
        style={{ backgroundImage: RAIL, backgroundSize: `${placeOf(state.seq, lastSeq)} 6px, 100% 6px` }}
      />
      {timeline?.phases.map((stretch) => (
        <PhaseMark
          key={stretch.phase}
          {...{ stretch, lastSeq, name: state.phases.find(({ id }) => id === stretch.phase)?.name ?? stretch.phase }}
        />
      ))}
    </div>
  );
}

function pointText({ seq, phases }: RunState, atMs: number, lastSeq: number): string {
  const running = phases.find(({ status }) => status === "running");
  return [`${utcTime(atMs)} UTC, event ${seq} of ${lastSeq}`, running && `${running.name} at work`]
    .filter(Boolean)
    .join(", ");
}

const THUMB =
  "[&::-webkit-slider-thumb]:size-4 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-accent [&::-moz-range-thumb]:size-4 [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent";
/** What has passed, over the whole. */
const RAIL =
  "linear-gradient(var(--accent) 0 0), linear-gradient(color-mix(in oklab, var(--foreground) 18%, transparent) 0 0)";
/** Half of the slider's thumb, whose middle it is that stands on a value. */
const THUMB_PX = 8;
const placeOf = (seq: number, lastSeq: number) =>
  `calc(${THUMB_PX}px + (100% - ${2 * THUMB_PX}px) * ${lastSeq === 0 ? 0 : seq / lastSeq})`;

const STRETCH_COLOURS: Record<PhaseStatus, string> = {
  pending: "bg-pending",
  running: "bg-running",
  completed: "bg-completed",
  warning: "bg-attention",
  failed: "bg-failed",
  skipped: "bg-pending",
};

/** A bar as long as the phase, with the shape of how it ended at its end. */
function PhaseMark({ stretch, lastSeq, name }: { stretch: PhaseStretch; lastSeq: number; name: string }) {
  const { fromSeq, toSeq } = stretch;
  const status = stretch.status ?? "running";
  const [from, to] = [fromSeq ?? toSeq ?? 0, toSeq ?? lastSeq];
  return (
    <span aria-hidden title={name}>
      <span
        className={`absolute bottom-4 h-1 rounded-full ${STRETCH_COLOURS[status]}`}
        style={{
          left: placeOf(from, lastSeq),
          width: `calc((100% - ${2 * THUMB_PX}px) * ${(to - from) / Math.max(1, lastSeq)} - 1px)`,
        }}
      />
      <span
        className="absolute bottom-0 flex -translate-x-1/2 [&_svg]:animate-none"
        style={{ left: placeOf(to, lastSeq) }}
      >
        <StatusIcon status={status} size={11} />
      </span>
    </span>
  );
}

/** A triangle for a warning, a diamond for an error. */
function AlertTick({ alert: { seq, level, count }, lastSeq }: { alert: AlertMark; lastSeq: number }) {
  const look =
    level === "error"
      ? "bg-failed [clip-path:polygon(50%_0,100%_50%,50%_100%,0_50%)]"
      : "bg-attention [clip-path:polygon(50%_0,100%_100%,0_100%)]";
  return (
    <span
      aria-hidden
      title={count > 1 ? `${count} ${level}s` : level}
      className={`absolute top-1 size-2 -translate-x-1/2 ${look}`}
      style={{ left: placeOf(seq, lastSeq) }}
    />
  );
}
