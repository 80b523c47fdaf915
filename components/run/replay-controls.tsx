"use client";

import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { RunTimeline } from "#lib/run/timeline.ts";
import { type ReplayStore, replaySpeeds } from "#lib/run-store/replay-store.ts";
import { stepPhase, togglePlaying } from "./replay-commands.ts";

/** Steps by phase and by event, and play. */
export function ReplayMoves({ store, timeline }: { store: ReplayStore; timeline: RunTimeline | null }) {
  const isPlaying = useStore(store.view, (view) => view.isPlaying);
  return (
    <div className="flex shrink-0 items-center gap-1">
      <Move name="To the phase before ({)" onClick={() => stepPhase(store, timeline, "back")}>
        <ChevronFirst aria-hidden size={16} />
      </Move>
      <Move name="One event back ([)" onClick={() => store.step(-1)}>
        <StepBack aria-hidden size={16} />
      </Move>
      <button
        type="button"
        aria-label={isPlaying ? "Pause" : "Play"}
        onClick={() => togglePlaying(store)}
        className="inline-grid size-8 cursor-pointer place-content-center rounded-full bg-accent text-accent-foreground"
      >
        {isPlaying ? <Pause aria-hidden size={16} /> : <Play aria-hidden size={16} />}
      </button>
      <Move name="One event on (])" onClick={() => store.step(1)}>
        <StepForward aria-hidden size={16} />
      </Move>
      <Move name="To the phase after (})" onClick={() => stepPhase(store, timeline, "on")}>
        <ChevronLast aria-hidden size={16} />
      </Move>
    </div>
  );
}

function Move({ name, onClick, children }: { name: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={name.replace(/ \(.\)$/, "")}
      title={name}
      onClick={onClick}
      className="inline-grid size-8 cursor-pointer place-content-center rounded-full text-muted hover:bg-default hover:text-foreground"
    >
      {children}
    </button>
  );
}

/** How many times as fast as the run went. */
export function ReplaySpeeds({ store }: { store: ReplayStore }) {
  const chosen = useStore(store.view, (view) => view.speed);
  return (
    <fieldset className="flex shrink-0 gap-1">
      <legend className="sr-only">Speed</legend>
      {replaySpeeds.map((speed) => (
        <button
          key={speed}
          type="button"
          aria-pressed={speed === chosen}
          onClick={() => store.setSpeed(speed)}
          className={`figures min-h-6 cursor-pointer rounded-full px-2 py-0.5 text-meta ${speed === chosen ? "bg-default font-medium text-foreground" : "text-muted hover:text-foreground"}`}
        >
          {speed === "max" ? "Max" : `${speed}×`}
        </button>
      ))}
    </fieldset>
  );
}
