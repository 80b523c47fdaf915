import type { PhaseState } from "./state.ts";

/**
 * The phase a retry of an ended run starts at: the first that failed, was cancelled, or could not run because of
 * another. Null when every phase did its work or was left out by the plan.
 */
export function retryPoint<Phase extends Pick<PhaseState, "status" | "total">>(phases: readonly Phase[]): Phase | null {
  return phases.find(isUndone) ?? null;
}

/** The phases a retry need not do again: those before the retry point that completed. What follows it may depend on it. */
export function carriedPhases<Phase extends Pick<PhaseState, "status" | "total">>(phases: readonly Phase[]): Phase[] {
  const point = phases.findIndex(isUndone);
  const before = point < 0 ? phases : phases.slice(0, point);
  return before.filter(({ status }) => status === "completed" || status === "warning");
}

/** A phase left out by the plan has a total of 0; any other that is skipped was kept from its work. */
function isUndone({ status, total }: Pick<PhaseState, "status" | "total">): boolean {
  return status === "failed" || (status === "skipped" && total !== 0);
}
