import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { RunKind } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import type { Clock } from "./clock.ts";

/** What is known of a run that has ended well. */
export interface RecordedRun {
  readonly positions: number;
  readonly dates: number;
  readonly priceSource: string;
  /** Busy time in ms of each phase that completed. */
  readonly busyMs: Readonly<Record<string, number>>;
  /** Units of each phase that completed; null where they were not known. */
  readonly units: Readonly<Record<string, number | null>>;
}

/** The newest runs of a kind that ended completed or partial, newest first. */
export type ReadRecordedRuns = (kind: RunKind) => Promise<readonly RecordedRun[]>;

const NEWEST = 1_000;
/** Statistics need not know of the newest run: a night of small runs asks once a minute. */
const FRESH_MS = 60_000;
/** Of fewer each one more tells much, and they are quickly read. */
const FEW = 10;

/** Reads recorded runs, and again when what was read of their kind is a minute old, or was little. */
export function createRecordedRuns(db: Database, clock: Clock): ReadRecordedRuns {
  const read = new Map<RunKind, { at: number; runs: Promise<readonly RecordedRun[]> }>();
  return (kind) => {
    const known = read.get(kind);
    if (known && clock.elapsedMs() - known.at < FRESH_MS) return known.runs;
    const asked = { at: clock.elapsedMs(), runs: readRecordedRuns(db, kind) };
    read.set(kind, asked);
    // What failed is asked anew; whoever waits for it is told.
    const forget = () => read.get(kind) === asked && read.delete(kind);
    asked.runs.then((runs) => runs.length < FEW && forget(), forget);
    return asked.runs;
  };
}

async function readRecordedRuns(db: Database, kind: RunKind): Promise<RecordedRun[]> {
  const newest = await db
    .select({ id: runs.id, inputs: runs.inputs })
    .from(runs)
    .where(and(eq(runs.kind, kind), inArray(runs.status, ["completed", "partial"]), isNotNull(runs.inputs)))
    .orderBy(desc(runs.createdAt))
    .limit(NEWEST);
  const completed = await completedPhases(
    db,
    newest.map(({ id }) => id),
  );
  return newest.flatMap(({ id, inputs }) => {
    const done = completed.get(id);
    if (!inputs?.dates || !done) return [];
    const { positions, priceSource } = inputs;
    return [{ positions, dates: inputs.dates.count, priceSource, ...done }];
  });
}

type Completed = Pick<RecordedRun, "busyMs" | "units">;

async function completedPhases(db: Database, ids: string[]): Promise<ReadonlyMap<string, Completed>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      runId: runPhases.runId,
      busyMs: sql<Completed["busyMs"]>`jsonb_object_agg(${runPhases.phase}, ${runPhases.busyMs})`,
      units: sql<Completed["units"]>`jsonb_object_agg(${runPhases.phase}, ${runPhases.total})`,
    })
    .from(runPhases)
    .where(
      and(
        inArray(runPhases.runId, ids),
        inArray(runPhases.status, ["completed", "warning"]),
        isNotNull(runPhases.busyMs),
      ),
    )
    .groupBy(runPhases.runId);
  return new Map(rows.map(({ runId, ...done }) => [runId, done]));
}
