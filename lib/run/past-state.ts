import type { RunEvent } from "./events.ts";
import type { LevelCounts } from "./log-page.ts";
import { reduce } from "./reduce.ts";
import type { LogLine, RunState } from "./state.ts";

/** The activity log of a run as it was at a seq: the newest entries, at most LOG_TAIL, and how many of each level. */
export interface PastLog {
  readonly log: readonly LogLine[];
  readonly logCounts: LevelCounts;
}

/**
 * The state at `seq`: what the fold of all events up to it gives, from `steps`, those that are no log entries, in order,
 * and the log as it was. Entries change nothing but the log, so that a long run need not be read whole.
 */
export function pastState(initial: RunState, steps: Iterable<RunEvent>, seq: number, past: PastLog): RunState {
  let state = initial;
  for (const step of steps) if (step.seq <= seq) state = reduce({ ...state, seq: step.seq - 1 }, step);
  return { ...state, ...past, seq };
}
