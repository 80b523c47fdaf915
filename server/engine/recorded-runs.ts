import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { RunKind } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import type { Clock } from "./clock.ts";

/** What is known of a run that has ended well. */
export interface RecordedRun {
  /** Positions × dates. */
  readonly size: number;
  readonly priceSource: string;
  /** Busy time in ms of each phase that completed. */
  readonly busyMs: Readonly<Record<string, number>>;
}

/** The newest runs of a kind that ended completed or partial, newest first. */
export type ReadRecordedRuns = (kind: RunKind) => Promise<readonly RecordedRun[]>;

const NEWEST = 1_000;
/** Statistics need not know of the newest run: a night of small runs asks once a minute. */
const FRESH_MS = 60_000;

/** Reads recorded runs, and again when what was read of their kind is a minute old. */
export function createRecordedRuns(db: Database, clock: Clock): ReadRecordedRuns {
  const read = new Map<RunKind, { at: number; runs: Promise<readonly RecordedRun[]> }>();
  return (kind) => {
    const known = read.get(kind);
    if (known && clock.elapsedMs() - known.at < FRESH_MS) return known.runs;
    const asked = { at: clock.elapsedMs(), runs: readRecordedRuns(db, kind) };
    read.set(kind, asked);
    // What failed is asked anew; whoever waits for it is told.
    asked.runs.catch(() => read.get(kind) === asked && read.delete(kind));
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
  const busy = await busyTimes(
    db,
    newest.map(({ id }) => id),
  );
  return newest.flatMap(({ id, inputs }) => {
    const busyMs = busy.get(id);
    if (!inputs?.dates || !busyMs) return [];
    return [{ size: inputs.positions * inputs.dates.count, priceSource: inputs.priceSource, busyMs }];
  });
}

async function busyTimes(db: Database, ids: string[]): Promise<ReadonlyMap<string, Record<string, number>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      runId: runPhases.runId,
      busyMs: sql<Record<string, number>>`jsonb_object_agg(${runPhases.phase}, ${runPhases.busyMs})`,
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
  return new Map(rows.map(({ runId, busyMs }) => [runId, busyMs]));
}
