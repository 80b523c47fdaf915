import type { PhaseState } from "./state.ts";

const ENDED = new Set(["completed", "warning", "failed", "skipped"]);

/** True when nothing more will happen to a phase. */
export function phaseEnded(phase: PhaseState): boolean {
  return ENDED.has(phase.status);
}

/** How much of a phase is done, 0 to 1; 0 while its total is not known. */
export function phaseFraction(phase: PhaseState): number {
  if (phaseEnded(phase)) return 1;
  if (!phase.total) return 0;
  return Math.min(1, phase.current / phase.total);
}

/** Σ weight × fraction over the phases, floored; 99 at most, since only the end of the run is 100. */
export function runPercent(phases: readonly PhaseState[]): number {
  const weights = phases.reduce((sum, phase) => sum + phase.weight, 0);
  if (weights <= 0) return 0;
  const done = phases.reduce((sum, phase) => sum + phase.weight * phaseFraction(phase), 0);
  return Math.min(99, Math.floor((100 * done) / weights));
}
