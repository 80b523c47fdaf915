import { setTimeout as pause } from "node:timers/promises";
import { and, asc, eq, gt, gte, max, sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { isUploadSource } from "#lib/price-files/upload-source.ts";
import { isEndedStatus } from "#lib/run/vocabulary.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { isForeignKeyViolation } from "#server/db/foreign-key-violation.ts";
import { portfolioRisk, snapshots } from "#server/db/schema/analytics.ts";
import { nightlyBatches } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import type { StartedRun, StartRunRequest } from "#server/engine/start-run.ts";
import { presentSession, sessionOnOrBefore } from "#server/market/nyse-calendar.ts";

export interface NightlyParts {
  readonly db: Database;
  /** Queues a run, within the caller's transaction where there is one. */
  start(within: Database | Transaction, request: StartRunRequest): Promise<StartedRun>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** How often the symbol run is looked at, in milliseconds. */
  readonly lookEveryMs?: number;
}

/** What came of a night. */
export type NightlyOutcome =
  | { readonly session: string; readonly done: "before" }
  | { readonly session: string; readonly done: "now"; readonly symbolRunId: string; readonly portfolioRuns: number };

const PORTFOLIOS_AT_ONCE = 100;
const RUN_OF_PORTFOLIO = "runs_portfolio_id_portfolios_id_fk";

/**
 * The batch of the last settled session: one run over all symbols, then a run of every portfolio whose results do not
 * reach that session yet, each from its own watermark. A session has one batch, whoever begins it: on a closed day, or
 * told twice, there is nothing to do, and one that was broken off goes on where it stands. Days on which nobody was
 * there are made up for by the next one, since every portfolio's run takes up all sessions it lacks.
 *
 * @throws the signal's reason when it is aborted; begun again, the batch goes on.
 */
export async function nightlyBatch(parts: NightlyParts): Promise<NightlyOutcome> {
  const session = presentSession(parts.now());
  const batch = await beginBatch(parts, session);
  if (batch.endedAt !== null) return { session, done: "before" };
  // A run that was deleted meanwhile is not waited for.
  if (batch.symbolRunId !== null) await untilEnded(parts, batch.symbolRunId);
  const portfolioRuns = await startPortfolioRuns(parts, session, batch.startedAt);
  await parts.db
    .update(nightlyBatches)
    .set({ endedAt: sql`now()`, portfolioRuns })
    .where(eq(nightlyBatches.session, session));
  return { session, done: "now", symbolRunId: batch.symbolRunId ?? "", portfolioRuns };
}

/**
 * The batch's row, made with its symbol run in one transaction where this is the first to begin it. Its times are the
 * database's, as those of the runs are.
 */
function beginBatch({ db, start }: NightlyParts, session: string): Promise<typeof nightlyBatches.$inferSelect> {
  return db.transaction(async (tx) => {
    const [begun] = await tx
      .insert(nightlyBatches)
      .values({ session, startedAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ session: nightlyBatches.session });
    if (begun) {
      const { runId } = await start(tx, { kind: "nightly", portfolioId: null, requestedBy: null });
      await tx.update(nightlyBatches).set({ symbolRunId: runId }).where(eq(nightlyBatches.session, session));
    }
    const [batch] = await tx.select().from(nightlyBatches).where(eq(nightlyBatches.session, session));
    return required(batch, `the batch of ${session}`);
  });
}

async function untilEnded({ db, signal, lookEveryMs = 1_000 }: NightlyParts, runId: string): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const [run] = await db.select({ status: runs.status }).from(runs).where(eq(runs.id, runId));
    if (!run || isEndedStatus(run.status)) return;
    await pause(lookEveryMs, undefined, { signal });
  }
}

/** Puts the portfolios' runs in line, those of a batch that was broken off only once. Counts all of the batch. */
async function startPortfolioRuns(parts: NightlyParts, session: string, since: Date): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ; ) {
    parts.signal.throwIfAborted();
    const page = await portfolioPage(parts.db, since, after);
    for (const portfolio of page) {
      const isOfBatch = portfolio.isStarted || (isBehind(portfolio, session) && (await startOne(parts, portfolio.id)));
      if (isOfBatch) count += 1;
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < PORTFOLIOS_AT_ONCE) return count;
  }
}

/** False where the portfolio has a run at work already, which takes it to the present too, or is gone since the page. */
async function startOne({ db, start }: NightlyParts, portfolioId: string): Promise<boolean> {
  try {
    return !(await start(db, { kind: "nightly", portfolioId, requestedBy: null })).already;
  } catch (error) {
    if (isForeignKeyViolation(error, RUN_OF_PORTFOLIO)) return false;
    throw error;
  }
}

type Watermark = Awaited<ReturnType<typeof portfolioPage>>[number];

/**
 * Whether a portfolio's results have to be computed anew, or end before the session or the end of its own range.
 * Prices uploaded with a portfolio do not go on by themselves.
 */
function isBehind(watermark: Watermark, session: string): boolean {
  const { computedThrough, recomputeFrom, isForgotten, priceSource, toDate } = watermark;
  if (recomputeFrom !== null || isForgotten) return true;
  if (isUploadSource(priceSource)) return false;
  const end = toDate !== null && toDate < session ? sessionOnOrBefore(toDate) : session;
  return computedThrough === null || computedThrough < end;
}

/** A page of all portfolios: how far their results reach, and whether this batch has started their run already. */
async function portfolioPage(db: Database, since: Date, after: string | null) {
  const computedThrough = db
    .select({ date: max(snapshots.date) })
    .from(snapshots)
    .innerJoin(
      portfolioRisk,
      and(eq(portfolioRisk.portfolioId, snapshots.portfolioId), eq(portfolioRisk.date, snapshots.date)),
    )
    .where(eq(snapshots.portfolioId, portfolios.id));
  const ofBatch = db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolios.id), eq(runs.kind, "nightly"), gte(runs.createdAt, since)));
  const askedSince = db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolios.id), gte(runs.createdAt, portfolios.recomputeSetAt)));
  const { id, recomputeFrom, recomputeSetAt, priceSource, toDate } = portfolios;
  return db
    .select({
      ...{ id, recomputeFrom, priceSource, toDate },
      computedThrough: sql<string | null>`(${computedThrough})::text`,
      isStarted: sql<boolean>`exists ${ofBatch}`,
      /** Its results were done away with, and no run has been asked for since. */
      isForgotten: sql<boolean>`${recomputeFrom} is null and ${recomputeSetAt} is not null and not exists ${askedSince}`,
    })
    .from(portfolios)
    .where(after === null ? undefined : gt(portfolios.id, after))
    .orderBy(asc(portfolios.id))
    .limit(PORTFOLIOS_AT_ONCE);
}
