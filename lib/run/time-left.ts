import type { UsualDuration, UsualDurations } from "./events.ts";
import { phaseEnded, phaseFraction } from "./percent.ts";
import type { PhaseState, RunState } from "./state.ts";

/** A range in which eight of ten like runs lie, in milliseconds. */
export interface DurationRange {
  readonly lowMs: number;
  readonly highMs: number;
}

/** From so many on, earlier runs are like this one; fewer are scaled to its size. */
const LIKE_RUNS = 10;
/** A phase's own rate tells something from here on. */
const OWN_RATE_MS = 2_000;
const OWN_RATE_FRACTION = 0.1;
/** What is left by a phase's own rate may be off by so much. */
const OWN_RATE_SLACK = 1.5;
/** Beyond what is usual by less, nobody waits for it. */
const WORTH_TELLING_MS = 3_000;
/** Units are not all alike: later than usual by less of what a phase takes, it may still end in time. */
const BEHIND_SLACK = 0.25;

/** Whether the usual durations are scaled from runs of other sizes. */
export function isScaled({ runs }: Pick<UsualDurations, "runs">): boolean {
  return runs < LIKE_RUNS;
}

/**
 * How much longer the run takes, from what earlier runs still had before them where this one stands; null when it is not
 * at work or there is no such run. Within a phase it falls in proportion to the phase's units; where it is scaled, or the
 * phase is behind like runs, its own rate narrows it. Null, too, for a phase that is behind and has no rate yet: earlier
 * runs tell nothing of it. `now` in ms, by the server's clock; null where it is not known.
 */
export function timeLeft(run: RunState, now: number | null = null): DurationRange | null {
  const { status, usual, phases } = run;
  if (status !== "running" || usual === null) return null;
  const ahead = phases.filter((phase) => !phaseEnded(phase) && usual.phases[phase.id]);
  const [current, next] = ahead;
  if (!current) return { lowMs: 0, highMs: 0 };
  const begun = usual.phases[current.id];
  const then = next ? usual.phases[next.id] : undefined;
  const behind = isBehind(run, current, now);
  const own = behind || isScaled(usual) ? ownRange(run, current, now) : null;
  if (behind && !own) return null;
  if (own && begun) {
    const phase = narrowed(unfinished(begun, current), own);
    return { lowMs: phase.lowMs + (then?.left10 ?? 0), highMs: phase.highMs + (then?.left90 ?? 0) };
  }
  const fraction = phaseFraction(current);
  const between = (first = 0, last = 0) => (1 - fraction) * first + fraction * last;
  return { lowMs: between(begun?.left10, then?.left10), highMs: between(begun?.left90, then?.left90) };
}

/** What a phase at work still takes in eight of ten runs, in proportion to its units; null where nothing is known. */
export function phaseTimeLeft(
  run: Pick<RunState, "usual" | "resumes">,
  phase: PhaseState,
  now: number | null,
): DurationRange | null {
  const known = run.usual?.phases[phase.id];
  if (!run.usual || !known || phase.status !== "running") return null;
  const left = unfinished(known, phase);
  const behind = isBehind(run, phase, now);
  const own = behind || isScaled(run.usual) ? ownRange(run, phase, now) : null;
  if (behind && !own) return null;
  return own ? narrowed(left, own) : left;
}

function unfinished({ p10, p90 }: UsualDuration, phase: PhaseState): DurationRange {
  const left = 1 - phaseFraction(phase);
  return { lowMs: left * p10, highMs: left * p90 };
}

/** What a phase still takes at the rate it has had so far; of a run that has changed hands that is not known. */
function ownRange({ resumes }: Pick<RunState, "resumes">, phase: PhaseState, now: number | null): DurationRange | null {
  if (now === null || resumes > 0 || phase.status !== "running" || phase.startedAt === null) return null;
  const took = now - Date.parse(phase.startedAt);
  const fraction = phaseFraction(phase);
  if (took < OWN_RATE_MS || fraction < OWN_RATE_FRACTION) return null;
  const left = (took * (1 - fraction)) / fraction;
  return { lowMs: left / OWN_RATE_SLACK, highMs: left * OWN_RATE_SLACK };
}

/** What two ranges have in common; where that is nothing, what is observed counts. */
function narrowed(expected: DurationRange, own: DurationRange): DurationRange {
  const lowMs = Math.max(expected.lowMs, own.lowMs);
  const highMs = Math.min(expected.highMs, own.highMs);
  return lowMs <= highMs ? { lowMs, highMs } : own;
}

/** Whether a phase has been at work for longer than 95 of 100 like runs until the end of the unit it has in hand. */
function isBehind(run: Pick<RunState, "usual" | "resumes">, phase: PhaseState, now: number | null): boolean {
  const known = run.usual?.phases[phase.id];
  if (!known || now === null || run.resumes > 0 || phase.status !== "running" || phase.startedAt === null) return false;
  const upTo = phase.total ? Math.min(1, (phase.current + 1) / phase.total) : 1;
  return now - Date.parse(phase.startedAt) > (upTo + BEHIND_SLACK) * known.p95 + WORTH_TELLING_MS;
}

/** What a phase usually takes, p10 to p90; null where it is not known. */
export function usualRange({ usual }: Pick<RunState, "usual">, phaseId: string): DurationRange | null {
  const known = usual?.phases[phaseId];
  return known ? { lowMs: known.p10, highMs: known.p90 } : null;
}

/**
 * Whether a phase has been at work for longer than 95 of 100 like runs, by some seconds; `now` in ms, by the server's clock. What is known
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
  return now - Date.parse(phase.startedAt) > known.p95 + WORTH_TELLING_MS;
}
