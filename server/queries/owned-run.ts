import { and, desc, eq, or, type SQL } from "drizzle-orm";
import type { RunStatus } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { isUuid } from "./uuid.ts";
import type { Viewer } from "./viewer.ts";

export interface OwnedRun {
  readonly id: string;
  /** Null for the nightly run over all symbols. */
  readonly portfolioId: string | null;
  /** The viewer owns the portfolio, so links to it lead somewhere; false for an admin looking at another's run. */
  readonly isOwner: boolean;
  readonly status: RunStatus;
  readonly lastSeq: number;
  /** The run this one retries. */
  readonly retryOf: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** When its events were removed for their age; null while they are there. */
  readonly eventsPrunedAt: Date | null;
}

/** Of runs joined with their portfolios, those the viewer may see; undefined where that is every run. */
export function visibleTo(viewer: Viewer): SQL | undefined {
  if (viewer.role === "admin") return undefined;
  return or(eq(portfolios.ownerId, viewer.userId), eq(runs.requestedBy, viewer.userId));
}

/**
 * The run of this id as the viewer may see it: runs of the viewer's own portfolios and runs the viewer asked for, and
 * for admins every run. Null when there is none or the viewer has no right to it: the two are not told apart.
 */
export async function ownedRun(db: Database, viewer: Viewer, runId: string): Promise<OwnedRun | null> {
  if (!isUuid(runId)) return null;
  const [row] = await db
    .select({
      id: runs.id,
      portfolioId: runs.portfolioId,
      ownerId: portfolios.ownerId,
      status: runs.status,
      lastSeq: runs.lastSeq,
      retryOf: runs.retryOf,
      createdAt: runs.createdAt,
      endedAt: runs.endedAt,
      eventsPrunedAt: runs.eventsPrunedAt,
    })
    .from(runs)
    .leftJoin(portfolios, eq(portfolios.id, runs.portfolioId))
    .where(and(eq(runs.id, runId), visibleTo(viewer)));
  if (!row) return null;
  const { ownerId, ...run } = row;
  return { ...run, isOwner: ownerId === viewer.userId };
}

/** Id of a portfolio's newest run; null before its first. The caller has checked the right to the portfolio. */
export async function newestRunId(db: Database, portfolioId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: runs.id })
    .from(runs)
    .where(eq(runs.portfolioId, portfolioId))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1);
  return row?.id ?? null;
}
