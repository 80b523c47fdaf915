import { and, desc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import type { RunListFilter } from "#lib/run/commands.ts";
import type { ListedRun } from "#lib/run/listed-run.ts";
import type { Database } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";

/** Rows a list begins with; a page of the history shows as many. */
const NEWEST = 50;
/** A run that began and ended between two looks is seen for this long. */
const JUST_BEGUN = sql`now() - interval '20 seconds'`;

/** A run as lists show it, with whose portfolio it is about. */
export interface OwnedListedRun {
  readonly run: ListedRun;
  readonly ownerId: string | null;
}

/** These runs, in any order, in one statement. */
export async function listedRuns(db: Database, runIds: readonly string[]): Promise<OwnedListedRun[]> {
  if (runIds.length === 0) return [];
  return (await selectListed(db).where(inArray(runs.id, [...runIds]))).map(toListed);
}

/** The newest runs that a filter lets a user see, and those of `runIds` that it does; in any order, each once. */
export async function runsOfList(
  db: Database,
  userId: string,
  { scope, portfolioId }: RunListFilter,
  runIds: readonly string[],
): Promise<ListedRun[]> {
  const own = db.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.ownerId, userId));
  const visible: SQL | undefined = and(
    scope === "all" ? undefined : inArray(runs.portfolioId, own),
    portfolioId ? eq(runs.portfolioId, portfolioId) : undefined,
  );
  const [newest, asked] = await Promise.all([
    selectListed(db).where(visible).orderBy(desc(runs.createdAt), desc(runs.id)).limit(NEWEST),
    runIds.length > 0 ? selectListed(db).where(and(visible, inArray(runs.id, [...runIds]))) : [],
  ]);
  const found = [...newest, ...asked].map((row) => toListed(row).run);
  return [...new Map(found.map((run) => [run.id, run])).values()];
}

/** Last seq of the runs that are queued or running, and of those just begun. */
export async function activePositions(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: runs.id, lastSeq: runs.lastSeq })
    .from(runs)
    .where(or(inArray(runs.status, ["queued", "running"]), gt(runs.createdAt, JUST_BEGUN)));
  return new Map(rows.map(({ id, lastSeq }) => [id, lastSeq]));
}

function selectListed(db: Database) {
  const { phase: id, name, status, busyMs, ordinal } = runPhases;
  const cell = sql`json_build_object('id', ${id}, 'name', ${name}, 'status', ${status}, 'busyMs', ${busyMs})`;
  // A value of the row, not a join: only then it is made for the rows within the limit alone.
  const phases = sql<ListedRun["phases"]>`(select coalesce(json_agg(${cell} order by ${ordinal}), '[]')
    from ${runPhases} where ${runPhases.runId} = ${runs.id})`;
  return db
    .select({
      ...{ id: runs.id, seq: runs.lastSeq, kind: runs.kind, status: runs.status, percent: runs.percent },
      ...{ createdAt: runs.createdAt, startedAt: runs.startedAt, endedAt: runs.endedAt, durationMs: runs.durationMs },
      ...{ datesProcessed: runs.datesProcessed, reason: runs.reason },
      ...{ warningCount: runs.warningCount, errorCount: runs.errorCount },
      ...{ portfolioId: runs.portfolioId, portfolioName: portfolios.name, ownerId: portfolios.ownerId },
      ...{ requestedBy: user.email, phases },
      simulated: sql<boolean | null>`(${runs.inputs}->>'simulated')::boolean`,
      datesTotal: sql<number | null>`(${runs.inputs}->'dates'->>'count')::int`,
    })
    .from(runs)
    .leftJoin(portfolios, eq(portfolios.id, runs.portfolioId))
    .leftJoin(user, eq(user.id, runs.requestedBy))
    .$dynamic();
}

function toListed(row: Awaited<ReturnType<typeof selectListed>>[number]): OwnedListedRun {
  const { portfolioId, portfolioName, ownerId, createdAt, startedAt, endedAt, ...same } = row;
  const run = {
    ...same,
    portfolio: portfolioId === null ? null : { id: portfolioId, name: portfolioName ?? "" },
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
  return { run, ownerId };
}
