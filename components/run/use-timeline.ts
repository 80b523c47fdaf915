"use client";

import { useEffect, useState } from "react";
import type { RunState } from "#lib/run/state.ts";
import type { RunTimeline } from "#lib/run/timeline.ts";
import { fetchTimeline } from "#lib/run-store/fetch-past.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";

/** Changes of a live run close to each other are read at once. */
const GATHER_MS = 500;

/** Where the phases and alerts of a run lie; read again when it has got others. Null until it has come. */
export function useTimeline({ view: live }: ShownRun): RunTimeline | null {
  const [timeline, setTimeline] = useState<RunTimeline | null>(null);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      fetchTimeline(live.getState().state.runId)
        .then((answer) => isOver || setTimeline((shown) => (shown && shown.lastSeq > answer.lastSeq ? shown : answer)))
        // The point moves without it; it is read with the next change.
        .catch((error: unknown) => console.warn("the timeline could not be read", error));
    };
    read();
    const stop = live.subscribe(({ state }, { state: before }) => {
      if (state === before || marksOf(state) === marksOf(before)) return;
      // One that waits already takes this change with it, however fast they follow each other.
      timer ??= setTimeout(() => {
        timer = undefined;
        read();
      }, GATHER_MS);
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, [live]);
  return timeline;
}

function marksOf({ phases, logCounts }: RunState): string {
  return [...phases.map(({ status }) => status), logCounts.warning, logCounts.error].join(" ");
}
