import type { RunState } from "#lib/run/state.ts";
import { fetchEvents, fetchState } from "#lib/run-store/fetch-past.ts";
import { nextFrame } from "#lib/run-store/next-frame.ts";
import { ReplayStore } from "#lib/run-store/replay-store.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";

/** A replay of the run that a page follows, from a state of it on. `caughtUp` is told when playing reaches the present. */
export function openReplay(live: ShownRun, from: RunState, caughtUp: () => void): ReplayStore {
  const { runId } = from;
  return new ReplayStore({
    ...{ from, live: live.view, caughtUp, schedule: nextFrame, now: () => performance.now() },
    fetchEvents: (after, limit) => fetchEvents(runId, after, limit),
    fetchState: (at) => fetchState(runId, at),
  });
}
