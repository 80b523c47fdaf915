"use client";

import { History } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useStore } from "zustand";
import { useFormat } from "#components/frame/format-context.tsx";
import { utcTime } from "#lib/format.ts";
import type { ReplayStore } from "#lib/run-store/replay-store.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { ReplayMoves, ReplaySpeeds } from "./replay-controls.tsx";
import { ReplayFrame } from "./replay-frame.tsx";
import { ReplayTrack } from "./replay-track.tsx";
import { isEnded } from "./run-ending.ts";
import { useReplayKeys } from "./use-replay-keys.ts";
import { useTimeline } from "./use-timeline.ts";

interface ReplayPanelProps {
  store: ReplayStore;
  live: ShownRun;
  isAsked: boolean;
  onLeave: () => void;
}

/** Says that the past is shown, moves through it, and leads back. */
export function ReplayPanel({ store, live, isAsked, onLeave }: ReplayPanelProps) {
  const timeline = useTimeline(live);
  const state = useStore(store.view, (view) => view.state);
  const atMs = useStore(store.view, (view) => view.asOfMs) ?? 0;
  const lastSeq = useStore(store.view, (view) => view.lastSeq);
  const keys = useReplayKeys(store, timeline, onLeave);
  const slider = useRef<HTMLInputElement>(null);
  const retry = () => {
    // The button goes with the failure.
    slider.current?.focus();
    store.retry();
  };
  return (
    <ReplayFrame>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="figures inline-flex min-h-8 items-center gap-2 text-body">
          <History aria-hidden size={16} className="shrink-0 text-accent" />
          <Moment {...{ seq: state.seq, atMs, lastSeq }} />
        </p>
        <ReturnButton {...{ live, onLeave, behind: lastSeq - state.seq }} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 md:flex-nowrap">
        <ReplayMoves {...{ store, timeline }} />
        <div className="order-last w-full min-w-0 md:order-none">
          <ReplayTrack
            {...{ slider, state, atMs, lastSeq, timeline, isFocused: isAsked, onKeyDown: keys }}
            onSeek={(seq) => store.seek(seq)}
          />
        </div>
        <ReplaySpeeds store={store} />
      </div>
      <Failure store={store} onRetry={retry} />
    </ReplayFrame>
  );
}

function Moment({ seq, atMs, lastSeq }: { seq: number; atMs: number; lastSeq: number }) {
  const format = useFormat();
  const number = (value: number) => format.number(value, 0);
  return (
    <span>
      <strong className="font-semibold">The run as it was at {utcTime(atMs)}</strong>
      <span className="text-muted">
        {" "}
        UTC, event {number(seq)} of {number(lastSeq)}
      </span>
    </span>
  );
}

function ReturnButton({ live, behind, onLeave }: { live: ShownRun; behind: number; onLeave: () => void }) {
  const format = useFormat();
  const isOver = useRunView(live, (view) => isEnded(view.state));
  const number = format.number(behind, 0);
  return (
    <button type="button" onClick={onLeave} title="Esc" className="button button--primary button--sm figures ml-auto">
      {isOver ? "Back to the end" : "Return to live"} ({number} behind)
    </button>
  );
}

const FAILURES: Record<"removed" | "unread", string> = {
  removed: "The events of this run have been removed for their age; its phases and results are kept.",
  unread: "This moment could not be read; the one before is still shown.",
};

function Failure({ store, onRetry }: { store: ReplayStore; onRetry: () => void }): ReactNode {
  const failure = useStore(store.view, (view) => view.failure);
  if (!failure) return null;
  return (
    <p role="alert" className="pb-1 text-data text-failed">
      {FAILURES[failure]}{" "}
      {failure === "unread" && (
        <button type="button" className="min-h-6 cursor-pointer text-link underline" onClick={onRetry}>
          Try again
        </button>
      )}
    </p>
  );
}
