import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { AlertMark, PhaseStretch, RunTimeline } from "#lib/run/timeline.ts";
import type { Database } from "#server/db/client.ts";
import { eventFromRow } from "#server/db/run-rows.ts";
import { runEvents } from "#server/db/schema/run.ts";
import { IS_STEP } from "./run-events.ts";

/** Alerts of one level that lie within one of so many equal parts of a run are one mark. */
const PARTS = 400;

/** Where the phases of a run lie on its events up to `lastSeq`, and its warnings and errors. */
export async function runTimeline(db: Database, runId: string, lastSeq: number): Promise<RunTimeline> {
  const isPhase = inArray(runEvents.type, ["phase-start", "complete"]);
  const upTo = and(eq(runEvents.runId, runId), lte(runEvents.seq, lastSeq));
  const [events, alerts] = await Promise.all([
    db
      .select()
      .from(runEvents)
      .where(and(upTo, IS_STEP, isPhase))
      .orderBy(asc(runEvents.seq)),
    alertMarks(db, runId, lastSeq),
  ]);
  const phases = new Map<string, PhaseStretch>();
  for (const event of events.map(eventFromRow)) {
    if (event.type !== "phase-start" && event.type !== "complete") continue;
    const { phase, seq } = event;
    const before = phases.get(phase) ?? { phase, fromSeq: null, toSeq: null, status: null };
    if (event.type === "complete") phases.set(phase, { ...before, toSeq: seq, status: event.status });
    else phases.set(phase, { ...before, fromSeq: before.fromSeq ?? seq });
  }
  return { lastSeq, phases: [...phases.values()], alerts };
}

async function alertMarks(db: Database, runId: string, lastSeq: number): Promise<AlertMark[]> {
  const part = Math.max(1, Math.ceil(lastSeq / PARTS));
  const rows = await db.execute<{ seq: number; level: AlertMark["level"]; count: number }>(sql`
    select min(seq) as seq, payload->>'level' as level, count(*)::int as count from run_events
    where run_id = ${runId} and seq <= ${lastSeq} and type = 'log' and payload->>'level' <> 'info'
    group by seq / ${part}::int, payload->>'level' order by 1`);
  return [...rows];
}
