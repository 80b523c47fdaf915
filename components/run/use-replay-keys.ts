"use client";

import { type KeyboardEvent as ReactKeyboardEvent, useEffect } from "react";
import { shortcutKey } from "#components/palette/shortcut-key.ts";
import type { RunTimeline } from "#lib/run/timeline.ts";
import type { ReplayStore } from "#lib/run-store/replay-store.ts";
import { stepPhase, togglePlaying } from "./replay-commands.ts";

/** What space does there is theirs. */
const TAKES_SPACE = "a, button, summary, [role='log']";

/** What Esc does there is theirs. */
const TAKES_ESCAPE = "input, select, textarea, [role='dialog']";

/** What each of `REPLAY_KEYS` does in a replay, anywhere on the page and on the slider that this is given to. */
export function useReplayKeys(
  store: ReplayStore,
  timeline: RunTimeline | null,
  onLeave: () => void,
): (event: ReactKeyboardEvent) => void {
  const acts: Readonly<Record<string, () => void>> = {
    "[": () => store.step(-1),
    "]": () => store.step(1),
    "{": () => stepPhase(store, timeline, "back"),
    "}": () => stepPhase(store, timeline, "on"),
    " ": () => togglePlaying(store),
    Escape: onLeave,
  };
  const act = (event: { preventDefault(): void }, key: string) => {
    const known = acts[key];
    // What floats over the page is closed by Esc first.
    if (!known || (key === "Escape" && document.querySelector(":popover-open") !== null)) return;
    event.preventDefault();
    known();
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const key = event.key === "Escape" ? escapeOf(event) : shortcutKey(event);
      const isTheirs = key === " " && event.target instanceof Element && event.target.closest(TAKES_SPACE);
      if (key !== null && !isTheirs) act(event, key);
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  });
  return (event) => {
    if (!event.metaKey && !event.ctrlKey && !event.altKey) act(event, event.key);
  };
}

/** Esc is no character: it leaves also where such keys are switched off. Null where it is not for the replay. */
function escapeOf(event: KeyboardEvent): string | null {
  const isTheirs = event.target instanceof Element && event.target.closest(TAKES_ESCAPE);
  return event.defaultPrevented || isTheirs ? null : event.key;
}
