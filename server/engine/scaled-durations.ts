import { quantile } from "simple-statistics";
import type { UsualDuration, UsualDurations } from "#lib/run/events.ts";
import { plannedPhase } from "#lib/run/plan.ts";
import type { RecordedRun } from "./recorded-runs.ts";

/** How much there is to do in a run. */
export interface Extent {
  readonly positions: number;
  readonly dates: number;
  readonly priceSource: string;
  /** Units of each phase; null where they are not known. */
  readonly units: Readonly<Record<string, number | null>>;
}

/** Fewer than make a distribution of their own: who reads it knows by the number that it was scaled. */
const MOST = 9;
/** Runs of about the size of the nearest one tell as much as it does. */
const ABOUT = Math.log(2);

/**
 * What a run may take by the rates of the earlier runs nearest to it in size, of the same price source and with `phases`
 * to do. A phase takes between as much per unit as theirs did and, where its fixed costs prevail, the square root of
 * that; the fewer runs tell, the wider the range. Quantiles as those of like runs; undefined without an earlier run.
 */
export function scaledDurations(
  recorded: readonly RecordedRun[],
  extent: Extent,
  { phases, ahead }: { readonly phases: readonly string[]; readonly ahead: readonly string[] },
): UsualDurations | undefined {
  const hasAll = ({ busyMs }: RecordedRun) => phases.every((id) => busyMs[id] !== undefined);
  const known = recorded.filter((run) => run.priceSource === extent.priceSource && sizeOf(run) > 0 && hasAll(run));
  if (known.length === 0 || sizeOf(extent) === 0) return undefined;
  const near = nearest(known, extent);
  const scaled = near.map((run) => new Map(ahead.map((id) => [id, scaledTime(run, extent, id)])));
  const entries = ahead.map((id, index) => [id, usualOf(scaled, ahead.slice(index))] as const);
  return { runs: near.length, phases: Object.fromEntries(entries) };
}

function sizeOf({ positions, dates }: Pick<Extent, "positions" | "dates">): number {
  return positions * dates;
}

function nearest(recorded: readonly RecordedRun[], extent: Extent): readonly RecordedRun[] {
  const away = recorded
    .map((run) => ({ run, distance: Math.abs(Math.log(sizeOf(run) / sizeOf(extent))) }))
    .toSorted((a, b) => a.distance - b.distance);
  const reach = (away[0]?.distance ?? 0) + ABOUT;
  return away
    .filter(({ distance }) => distance <= reach)
    .slice(0, MOST)
    .map(({ run }) => run);
}

interface ScaledTime {
  readonly low: number;
  readonly high: number;
}

function scaledTime(run: RecordedRun, extent: Extent, id: string): ScaledTime {
  const ratio = workOf(extent, id) / workOf(run, id);
  const took = run.busyMs[id] ?? 0;
  const root = Math.sqrt(ratio);
  return { low: took * Math.min(ratio, root), high: took * Math.max(ratio, root) };
}

/** Units of a phase times what each of them goes over. */
function workOf({ positions, dates, units }: Extent, id: string): number {
  const unit = plannedPhase(id)?.unit;
  const count = units[id] ?? (unit === "dates" ? dates : positions);
  const each = { dates: positions, symbols: dates, positions: 1 }[unit ?? "positions"];
  return Math.max(1, count) * Math.max(1, each);
}

function usualOf(scaled: readonly ReadonlyMap<string, ScaledTime>[], ahead: readonly string[]): UsualDuration {
  const [phase = ""] = ahead;
  const spread = 1 + 1 / Math.sqrt(scaled.length);
  const own = scaled.map((run) => run.get(phase) ?? { low: 0, high: 0 });
  const left = scaled.map((run) => ({
    low: ahead.reduce((sum, id) => sum + (run.get(id)?.low ?? 0), 0),
    high: ahead.reduce((sum, id) => sum + (run.get(id)?.high ?? 0), 0),
  }));
  const least = (times: ScaledTime[]) =>
    Math.round(
      quantile(
        times.map(({ low }) => low),
        0.1,
      ) / spread,
    );
  const most = (times: ScaledTime[], share: number) =>
    Math.round(
      quantile(
        times.map(({ high }) => high),
        share,
      ) * spread,
    );
  const middle = own.map(({ low, high }) => Math.sqrt(low * high));
  return {
    ...{ p10: least(own), p50: Math.round(quantile(middle, 0.5)), p90: most(own, 0.9), p95: most(own, 0.95) },
    ...{ left10: least(left), left90: most(left, 0.9) },
  };
}
