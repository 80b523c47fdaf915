import { mean, quantile } from "simple-statistics";
import type { UsualDuration, UsualDurations } from "#lib/run/events.ts";
import type { RecordedRun } from "./recorded-runs.ts";

/** What makes recorded runs like this one. */
export interface Likeness {
  /** Positions × dates. */
  readonly size: number;
  readonly priceSource: string;
  /** The phases the plan does not leave out, in plan order. */
  readonly phases: readonly string[];
}

const FACTOR = 2;
const FEWEST = 10;
const MOST_FOR_WEIGHTS = 50;
const MOST_FOR_TIME = 200;
/** A phase too quick to be measured still has a share of the percent. */
const LEAST_MS = 1;

/** Those of the recorded runs that had the same phases to do, over as many positions × dates within a factor of 2. */
export function likeRuns(recorded: readonly RecordedRun[], { size, priceSource, phases }: Likeness): RecordedRun[] {
  return recorded.filter((run) => {
    const its = run.positions * run.dates;
    const isNear = its * FACTOR >= size && its <= size * FACTOR;
    return run.priceSource === priceSource && isNear && phases.every((phase) => run.busyMs[phase] !== undefined);
  });
}

/** Mean busy time of each phase over the last 50 like runs, in ms; null where there is none. */
export function meanDurations(
  like: readonly RecordedRun[],
  phases: readonly string[],
): ReadonlyMap<string, number> | null {
  const last = like.slice(0, MOST_FOR_WEIGHTS);
  if (last.length === 0) return null;
  return new Map(phases.map((phase) => [phase, Math.max(LEAST_MS, mean(last.map((run) => busyOf(run, phase))))]));
}

/**
 * Quantiles over the last 200 like runs, of each of `phases` (those this run will work on, in plan order) and of what
 * follows from its beginning; undefined where there are fewer than ten.
 */
export function usualDurations(like: readonly RecordedRun[], phases: readonly string[]): UsualDurations | undefined {
  const last = like.slice(0, MOST_FOR_TIME);
  if (last.length < FEWEST) return undefined;
  const entries = phases.map((phase, index) => [phase, usualDuration(last, phase, phases.slice(index))] as const);
  return { runs: last.length, phases: Object.fromEntries(entries) };
}

function usualDuration(last: readonly RecordedRun[], phase: string, ahead: readonly string[]): UsualDuration {
  const own = last.map((run) => busyOf(run, phase));
  const left = last.map((run) => ahead.reduce((sum, id) => sum + busyOf(run, id), 0));
  const at = (values: number[], share: number) => Math.round(quantile(values, share));
  return {
    ...{ p10: at(own, 0.1), p50: at(own, 0.5), p90: at(own, 0.9), p95: at(own, 0.95) },
    ...{ left10: at(left, 0.1), left90: at(left, 0.9) },
  };
}

function busyOf(run: RecordedRun, phase: string): number {
  return run.busyMs[phase] ?? 0;
}
