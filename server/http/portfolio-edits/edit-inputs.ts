import { and, eq, inArray, max, min, sql } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { runLeases, runs } from "#server/db/schema/run.ts";
import { sessionOnOrAfter } from "#server/market/nyse-calendar.ts";
import { activeRunId } from "../portfolios/changed-prices.ts";
import { HttpProblem } from "../problem.ts";
import { earliestDate } from "./earliest-date.ts";

/** What an edit answers with, and the first day whose results it changes; null where it changes none. */
export interface Edited<Answer> {
  readonly answer: Answer;
  readonly since: string | null;
}

/** The account an edit is made in. */
export interface EditedAccount {
  readonly portfolioId: string;
  /** The first session it has, as it was before the edit; null without positions and a first date of its own. */
  readonly firstSession: string | null;
}

/**
 * Makes an edit of what a portfolio's results follow from, and lets the next run compute them anew from the first one
 * that changes, both in one transaction. A run at work goes on; what it computes stays to be computed again.
 *
 * @throws HttpProblem ERR_PORT_014 where the portfolio is gone by now.
 */
export function editInputs<Answer>(
  db: Database,
  portfolioId: string,
  edit: (tx: Transaction, account: EditedAccount) => Promise<Edited<Answer>>,
): Promise<Answer> {
  return db.transaction(async (tx) => {
    await holdActiveRun(tx, portfolioId);
    // A run that is asked for now waits here for its portfolio, and reads what is edited.
    const [portfolio] = await tx
      .select({ fromDate: portfolios.fromDate })
      .from(portfolios)
      .where(eq(portfolios.id, portfolioId))
      .for("update");
    if (!portfolio) throw new HttpProblem("ERR_PORT_014");
    const before = portfolio.fromDate ?? (await earliestEntry(tx, portfolioId));
    const firstSession = before === null ? null : sessionOnOrAfter(before);
    const { answer, since } = await edit(tx, { portfolioId, firstSession });
    if (since !== null) {
      const after = portfolio.fromDate ?? (await earliestEntry(tx, portfolioId));
      const start = sessionOnOrAfter(earliestDate(before, after) ?? since);
      const from = [start, sessionOnOrAfter(since)].toSorted()[1] ?? start;
      await needResults(tx, portfolioId, from);
    }
    return answer;
  });
}

/** A run's lease is locked before anything else, as every writer of a run does: the other order can deadlock. */
async function holdActiveRun(tx: Transaction, portfolioId: string): Promise<void> {
  const active = tx
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolioId), inArray(runs.status, ["queued", "running"])));
  await tx.select({ runId: runLeases.runId }).from(runLeases).where(inArray(runLeases.runId, active)).for("update");
}

async function earliestEntry(tx: Transaction, portfolioId: string): Promise<string | null> {
  const [first] = await tx
    .select({ date: min(positions.entryDate) })
    .from(positions)
    .where(eq(positions.portfolioId, portfolioId));
  return first?.date ?? null;
}

/**
 * Marks results from a session on as outdated, where there are any, none at all, or a run is computing some. The clock
 * is read under the lock: a run asked for before it, which may have read what was there before, is older than the mark
 * and leaves it. Where nothing is outdated the time alone tells a retry that its run has not seen the edit.
 */
async function needResults(tx: Transaction, portfolioId: string, from: string): Promise<void> {
  const [newest] = await tx
    .select({ date: max(snapshots.date) })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolioId));
  const isOutdated = !newest?.date || newest.date >= from || (await activeRunId(tx, portfolioId)) !== null;
  const { recomputeFrom, recomputeEdits } = portfolios;
  const need = {
    recomputeFrom: sql`least(${recomputeFrom}, ${from}::date)`,
    recomputeEdits: sql`${recomputeEdits} + 1`,
  };
  await tx
    .update(portfolios)
    .set({ recomputeSetAt: sql`clock_timestamp()`, recomputeSetBy: null, ...(isOutdated ? need : {}) })
    .where(eq(portfolios.id, portfolioId));
}
