import type { UsualDuration } from "./events.ts";
import { phaseEnded, phaseFraction } from "./percent.ts";
import type { PhaseState, RunState } from "./state.ts";

/** A range in which eight of ten like runs lie, in milliseconds. */
export interface DurationRange {
  readonly lowMs: number;
  readonly highMs: number;
}

/**
 * How much longer the run takes, from what like runs still had before them where this one stands; null when it is not
 * at work or there are too few like runs. Within a phase it falls in proportion to the phase's units.
 */
export function timeLeft({ status, usual, phases }: RunState): DurationRange | null {
  if (status !== "running" || usual === null) return null;
  const ahead = phases.filter((phase) => !phaseEnded(phase) && usual.phases[phase.id]);
  const [current, next] = ahead;
  if (!current) return { lowMs: 0, highMs: 0 };
  const now = usual.phases[current.id];
  const then = next ? usual.phases[next.id] : undefined;
  const fraction = phaseFraction(current);
  const between = (begun = 0, over = 0) => (1 - fraction) * begun + fraction * over;
  return { lowMs: between(now?.left10, then?.left10), highMs: between(now?.left90, then?.left90) };
}

/** What a phase usually takes, p10 to p90; null where it is not known. */
export function usualRange({ usual }: Pick<RunState, "usual">, phaseId: string): DurationRange | null {
  const known = usual?.phases[phaseId];
  return known ? { lowMs: known.p10, highMs: known.p90 } : null;
}

/**
 * Whether a phase has been at work for longer than 95 of 100 like runs; `now` in ms, by the server's clock. What is known
 * of those is busy time, and of this one when it started: of a run that has changed hands nothing is said, for it may
 * have waited for a worker. Waiting for a database that is away is busy time in both.
 */
export function isSlow(
  { usual, resumes }: Pick<RunState, "usual" | "resumes">,
  phase: PhaseState,
  now: number,
): boolean {
  const known: UsualDuration | undefined = usual?.phases[phase.id];
  if (!known || resumes > 0 || phase.status !== "running" || phase.startedAt === null) return false;
  return now - Date.parse(phase.startedAt) > known.p95;
}
