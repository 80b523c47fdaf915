import type { RunTimeline } from "#lib/run/timeline.ts";
import type { ReplayStore } from "#lib/run-store/replay-store.ts";
import { nextStop, replayStops } from "./replay-stops.ts";

/** To the phase before or after the point. */
export function stepPhase(store: ReplayStore, timeline: RunTimeline | null, way: "back" | "on"): void {
  const { state, lastSeq } = store.view.getState();
  store.pause();
  store.seek(nextStop(replayStops(timeline ?? { phases: [] }, lastSeq), state.seq, way));
}

/** Plays, or pauses what plays. */
export function togglePlaying(store: ReplayStore): void {
  if (store.view.getState().isPlaying) store.pause();
  else store.play();
}
