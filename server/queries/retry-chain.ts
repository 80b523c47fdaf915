import { and, asc, eq, sql } from "drizzle-orm";
import type { RunStatus } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { type OwnedRun, visibleTo } from "./owned-run.ts";
import type { Viewer } from "./viewer.ts";

/** A run of a chain of retries. Times are UTC ISO. */
export interface ChainedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly createdAt: string;
}

/**
 * The chain of retries a run belongs to, in the order they were asked for: the run it began with, that one's retries,
 * and theirs; the run alone where there are none. Only runs the viewer may see are named.
 */
export async function retryChain(
  db: Database,
  viewer: Viewer,
  { id, portfolioId }: Pick<OwnedRun, "id" | "portfolioId">,
): Promise<ChainedRun[]> {
  // A retry is of the same portfolio: by that its runs are found without reading everybody's.
  const ofSame = portfolioId === null ? sql`r.portfolio_id is null` : sql`r.portfolio_id = ${portfolioId}`;
  const chain = sql`(
    with recursive before as (
      select id, retry_of from ${runs} where id = ${id}
      union select r.id, r.retry_of from ${runs} r join before on r.id = before.retry_of
    ), whole as (
      select id from before
      union select r.id from ${runs} r join whole on r.retry_of = whole.id where ${ofSame}
    ) select id from whole)`;
  const rows = await db
    .select({ id: runs.id, status: runs.status, createdAt: runs.createdAt })
    .from(runs)
    .leftJoin(portfolios, eq(portfolios.id, runs.portfolioId))
    .where(and(sql`${runs.id} = any(array${chain})`, visibleTo(viewer)))
    .orderBy(asc(runs.createdAt), asc(runs.id));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
