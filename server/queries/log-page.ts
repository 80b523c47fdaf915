import { and, asc, DrizzleQueryError, desc, eq, gt, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { required } from "#lib/assert.ts";
import { type LogFilter, NO_PHASE } from "#lib/run/log-filter.ts";
import type { LevelCounts, LogPage } from "#lib/run/log-page.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { lineFromRow } from "#server/db/run-rows.ts";
import { runEvents, runs } from "#server/db/schema/run.ts";
import { IS_LINE, inColumn } from "./run-events.ts";

/** Whoever types asks again at every pause: a search that takes longer must not heap up behind the next. */
const SEARCH_PATIENCE_MS = 10_000;
const QUERY_CANCELED = "57014";

/** A search of a log that was given up because it took too long. */
export class LogSearchGivenUp extends Error {
  readonly code = "ERR_RUN_007";

  constructor(cause: unknown) {
    super("The search of the log took too long", { cause });
  }
}

export interface LogPageRequest {
  /** The newest event to look at; the log is read as of it. */
  readonly asOfSeq: number;
  readonly filter: LogFilter;
  /** The entries next before this seq, or next after it; the newest when there is neither. */
  readonly from?: { readonly before: number } | { readonly after: number } | undefined;
  readonly limit: number;
}

/** How long whoever asked waits for what may read the whole log. */
interface LogPatience {
  readonly patienceMs?: number;
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal;
}

const level = sql<string>`${runEvents.payload}->>'level'`;

/**
 * Entries of a run's activity log under a filter. The first page counts all matches too: from the run's own counts where
 * only levels are chosen, else together with its entries in one pass over the log (half a second for a million of them).
 * The pages next to it read no further than they must. What may read the whole log is given up after `patienceMs`, and
 * once nobody waits for it.
 *
 * @throws LogSearchGivenUp, or the signal's reason
 */
export async function logPage(
  db: Database,
  runId: string,
  request: LogPageRequest,
  patience: LogPatience = {},
): Promise<LogPage> {
  const { filter, from, asOfSeq } = request;
  const isSearch = filter.phase !== null || filter.text !== "";
  if (from && !isSearch) return nextPage(db, runId, request, from);
  if (from) return within(db, patience, (tx) => nextPage(tx, runId, request, from));
  const counts = isSearch ? null : await ownCounts(db, runId, asOfSeq);
  if (!counts) return within(db, patience, (tx) => firstPage(tx, runId, request));
  return { ...(await nextPage(db, runId, request, { before: asOfSeq + 1 })), counts };
}

/** Does `work` with every statement of it ended by the database after so long, or when the signal says so. @throws as above */
async function within<Found>(db: Database, patience: LogPatience, work: (tx: Transaction) => Promise<Found>) {
  const { patienceMs = SEARCH_PATIENCE_MS, signal } = patience;
  let cancelling: Promise<void> | undefined;
  const search = db.transaction(async (tx) => {
    const [session] = await tx.execute<SearchSession>(sql`
      select pg_backend_pid() as pid, now()::text as began,
        set_config('statement_timeout', ${String(patienceMs)}, true)`);
    signal?.throwIfAborted();
    const cancel = () => {
      cancelling = cancelStatement(db, required(session, "the one row of a session"));
    };
    signal?.addEventListener("abort", cancel);
    return work(tx).finally(() => signal?.removeEventListener("abort", cancel));
  });
  try {
    return await search;
  } catch (error) {
    signal?.throwIfAborted();
    throw isGivenUp(error) ? new LogSearchGivenUp(error) : error;
  } finally {
    // Only here, where the connection is free again: were all taken, it would wait for one of them.
    await cancelling;
  }
}

type SearchSession = { pid: number; began: string };

/** Ends the statement under way in a session, over another; not that of a transaction which has come after it there. */
async function cancelStatement(db: Database, { pid, began }: SearchSession): Promise<void> {
  await db.execute(sql`
    select pg_cancel_backend(pid) from pg_stat_activity where pid = ${pid} and xact_start = ${began}::timestamptz`);
}

/** Whether the database ended a statement; drizzle wraps what its client throws. */
function isGivenUp(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === QUERY_CANCELED;
}

/** The counts that the run's row holds; null when they are of another seq. */
async function ownCounts(db: Database, runId: string, seq: number): Promise<LevelCounts | null> {
  const { infoCount: info, warningCount: warning, errorCount: error } = runs;
  const isAtSeq = and(eq(runs.id, runId), eq(runs.lastSeq, seq));
  const [counts] = await db.select({ info, warning, error }).from(runs).where(isAtSeq);
  return counts ?? null;
}

async function firstPage(db: Transaction, runId: string, { asOfSeq, filter, limit }: LogPageRequest): Promise<LogPage> {
  const [found] = await db.execute<{ counts: Partial<LevelCounts>; seqs: number[] }>(sql`
    with matches as materialized (
      select ${runEvents.seq} as seq, ${level} as level from ${runEvents}
      where ${and(isLineOf(runId, asOfSeq), isBesidesLevel(filter))})
    select
      (select coalesce(jsonb_object_agg(counted.level, counted.entries), '{}')
        from (select level, count(*) as entries from matches group by level) as counted) as counts,
      array(select seq from matches where ${isOfLevels(filter, sql`level`) ?? sql`true`}
        order by seq desc limit ${limit + 1}) as seqs`);
  const { counts, seqs } = required(found, "the one row of counts");
  const rows = await db
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), inArray(runEvents.seq, seqs.slice(0, limit))))
    .orderBy(asc(runEvents.seq));
  return {
    entries: rows.map(lineFromRow),
    hasMore: seqs.length > limit,
    asOfSeq,
    counts: { info: 0, warning: 0, error: 0, ...counts },
  };
}

async function nextPage(
  db: Database | Transaction,
  runId: string,
  { asOfSeq, filter, limit }: LogPageRequest,
  from: NonNullable<LogPageRequest["from"]>,
): Promise<LogPage> {
  const isEarlier = "before" in from;
  const bound = isEarlier ? lt(runEvents.seq, inColumn(from.before)) : gt(runEvents.seq, inColumn(from.after));
  const rows = await db
    .select()
    .from(runEvents)
    .where(and(isLineOf(runId, asOfSeq), bound, isBesidesLevel(filter), isOfLevels(filter, level)))
    .orderBy(isEarlier ? desc(runEvents.seq) : asc(runEvents.seq))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const entries = (isEarlier ? page.reverse() : page).map(lineFromRow);
  return { entries, hasMore: rows.length > limit, asOfSeq, counts: null };
}

function isLineOf(runId: string, asOfSeq: number): SQL | undefined {
  return and(eq(runEvents.runId, runId), IS_LINE, lte(runEvents.seq, asOfSeq));
}

/** Written out, not bound: only then the index over warnings and errors can be used. */
const IS_ALERT = sql`${level} <> 'info'`;

function isOfLevels({ levels }: LogFilter, column: SQL): SQL | undefined {
  if (levels.length === 0) return undefined;
  const isAlert = column === level && !levels.includes("info") ? IS_ALERT : undefined;
  return and(isAlert, inArray(column, [...levels]));
}

function isBesidesLevel({ phase, text }: LogFilter): SQL | undefined {
  const logged = sql`${runEvents.payload}->>'phase'`;
  const isOfPhase = phase === NO_PHASE ? sql`${logged} is null` : sql`${logged} = ${phase}`;
  // The signs of a pattern stand for themselves.
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const hasText = sql`lower(${runEvents.payload}->>'message') like ${pattern}`;
  return and(phase === null ? undefined : isOfPhase, text === "" ? undefined : hasText);
}
