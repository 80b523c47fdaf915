import type { PhaseState, RunState } from "#lib/run/state.ts";
import { isBrokenOff } from "./run-ending.ts";

/**
 * Whole percent of the work done, as the page says it. For a run that broke off that is less than the run's own percent,
 * which counts the phase that failed as over: here it counts for as many of its units as are stored.
 */
export function shownPercent(state: RunState): number {
  if (!isBrokenOff(state)) return state.percent;
  const weights = state.phases.reduce((sum, { weight }) => sum + weight, 0);
  const done = state.phases.reduce((sum, phase) => sum + phase.weight * doneFraction(phase), 0);
  return weights > 0 ? Math.min(state.percent, Math.floor((100 * done) / weights)) : 0;
}

function doneFraction({ status, current, total, startedAt }: PhaseState): number {
  if (status === "completed" || status === "warning") return 1;
  return startedAt !== null && total ? Math.min(1, current / total) : 0;
}
