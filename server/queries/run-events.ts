import { and, asc, desc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { LogLevel, RunEvent, RunEventType } from "#lib/run/events.ts";
import type { LogLine } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { type EventRow, eventFromRow, lineFromRow } from "#server/db/run-rows.ts";
import { runEvents } from "#server/db/schema/run.ts";

const BATCH = 1_000;
const MOST_SEQ = 2 ** 31 - 1;

/** A seq that the column can be compared with: clients may ask for what comes after any number. */
export function inColumn(seq: number): number {
  return Math.min(seq, MOST_SEQ);
}

/** Written out, not bound: only then the index over the entries of the log can be used. */
export const IS_LINE = sql`${runEvents.type} = 'log'`;

/** As above, for the index over what is no entry of the log. */
export const IS_STEP = sql`${runEvents.type} <> 'log'`;

/** A stretch of a run's events, bounds excluded; of every type when `types` is empty or left out. */
export interface EventStretch {
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly types?: readonly RunEventType[] | undefined;
}

/** A run's events after `seq`, in order, at most `limit`. What a commit of a watched run costs: built and planned once. */
export async function runEventsAfter(db: Database, runId: string, seq: number, limit: number): Promise<RunEvent[]> {
  const statement = eventsAfter.get(db) ?? prepareEventsAfter(db);
  const rows = await statement.execute({ runId, seq: inColumn(seq), limit });
  return rows.map(eventFromRow);
}

const eventsAfter = new WeakMap<Database, ReturnType<typeof prepareEventsAfter>>();

function prepareEventsAfter(db: Database) {
  const isAfter = and(eq(runEvents.runId, sql.placeholder("runId")), gt(runEvents.seq, sql.placeholder("seq")));
  const events = db.select().from(runEvents).where(isAfter).orderBy(asc(runEvents.seq));
  const statement = events.limit(sql.placeholder("limit")).prepare("events_after");
  eventsAfter.set(db, statement);
  return statement;
}

/** The events of a stretch, in order, at most `limit`: the first ones, or the last ones when only `before` is given. */
export async function runEventsBetween(
  db: Database,
  runId: string,
  stretch: EventStretch,
  limit: number,
): Promise<RunEvent[]> {
  const isFromEnd = stretch.before !== undefined && stretch.after === undefined;
  const rows = await db
    .select()
    .from(runEvents)
    .where(isWithin(runId, stretch))
    .orderBy(isFromEnd ? desc(runEvents.seq) : asc(runEvents.seq))
    .limit(limit);
  return (isFromEnd ? rows.reverse() : rows).map(eventFromRow);
}

/** All events of a stretch up to `lastSeq`, in order, read in batches: any number of them fits in memory. */
export function runEventStream(
  db: Database,
  runId: string,
  lastSeq: number,
  { before = lastSeq + 1, ...stretch }: EventStretch = {},
): AsyncGenerator<RunEvent> {
  const within = { ...stretch, before: Math.min(before, lastSeq + 1) };
  return rowsInBatches(
    (after) => readRows(db, isWithin(runId, { ...within, after })),
    stretch.after ?? 0,
    eventFromRow,
  );
}

/** Every entry of a run's activity log up to `lastSeq` (of these levels), in order; read in batches as events are. */
export function runLogEntries(
  db: Database,
  runId: string,
  lastSeq: number,
  levels: readonly LogLevel[] = [],
): AsyncGenerator<LogLine> {
  const isMeant = levels.length > 0 ? inArray(sql`${runEvents.payload}->>'level'`, [...levels]) : undefined;
  const isLine = (after: number) => isWithin(runId, { after, before: lastSeq + 1, types: ["log"] });
  return rowsInBatches((after) => readRows(db, and(isLine(after), isMeant)), 0, lineFromRow);
}

/** Entries of a run's activity log with `after` < seq, in order, at most `limit`. */
export async function logLinesAfter(
  db: Database,
  runId: string,
  { after, limit }: { after: number; limit: number },
): Promise<LogLine[]> {
  const rows = await readRows(db, isWithin(runId, { after, types: ["log"] }), limit);
  return rows.map(lineFromRow);
}

async function* rowsInBatches<Item>(
  read: (after: number) => Promise<EventRow[]>,
  from: number,
  toItem: (row: EventRow) => Item,
): AsyncGenerator<Item> {
  let seq = from;
  for (;;) {
    const rows = await read(seq);
    for (const row of rows) yield toItem(row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    seq = last.seq;
  }
}

function readRows(db: Database, condition: ReturnType<typeof and>, limit = BATCH): Promise<EventRow[]> {
  return db.select().from(runEvents).where(condition).orderBy(asc(runEvents.seq)).limit(limit);
}

function isWithin(runId: string, { after = 0, before, types = [] }: EventStretch) {
  const bounds = and(eq(runEvents.runId, runId), gt(runEvents.seq, inColumn(after)));
  const end = before === undefined ? undefined : lte(runEvents.seq, inColumn(before - 1));
  return and(bounds, end, isOfTypes(types));
}

function isOfTypes(types: readonly RunEventType[]) {
  if (types.length === 0) return undefined;
  return types.length === 1 && types[0] === "log" ? IS_LINE : inArray(runEvents.type, [...types]);
}
