import { and, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Transaction } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import type { RunScope } from "#server/engine/phase.ts";
import { sessionOnOrAfter } from "#server/market/nyse-calendar.ts";
import { HISTORY_DAYS } from "./prices-from.ts";

/** Stored prices of a symbol that are no longer what they were. */
export interface ChangedPrices {
  readonly symbol: string;
  readonly from: string;
  /**
   * The last date that changed, where what changed is that prices came late: only those are concerned who held the
   * symbol then or within the time that analytics look back. Null for prices restated: whatever follows from them is.
   */
  readonly to: string | null;
  /** The factors are fitted on it, so that it concerns every portfolio of the source. */
  readonly isRegressor: boolean;
  /** A split of the date: only those are concerned whose quantity is given in the shares of that day or a later one. */
  readonly isSplit?: boolean;
}

/**
 * Lets the portfolios of a source whose stored results follow from changed prices be computed again, from the first
 * such result on: from the entry of a position whose quantity is given in the shares of a day after the change, which may
 * be a split to be undone. They are locked in the order of their ids, so that runs that find changes at once never deadlock;
 * the clock is read under that lock: a run asked for before it may have read what there was, and leaves the need.
 */
export async function setRecompute(
  tx: Transaction,
  { source, runId }: { readonly source: string; readonly runId: string | null },
  changed: readonly ChangedPrices[],
): Promise<void> {
  if (changed.length === 0) return;
  const column = (value: (change: ChangedPrices) => unknown, type: string) =>
    sql`${arrayLiteral(changed.map(value))}::${sql.raw(type)}[]`;
  await tx.execute(sql`
    with changed as (
      select * from unnest(${column(({ symbol }) => symbol, "text")}, ${column(({ from }) => from, "date")},
        ${column(({ to }) => to, "date")}, ${column(({ isRegressor }) => isRegressor, "boolean")},
        ${column(({ isSplit = false }) => isSplit, "boolean")})
        as change (symbol, first, last, everyone, split)
    ), concerned as (
      select p.id, c.first, c.last + ${HISTORY_DAYS}::int as last from changed c join ${portfolios} p on p.price_source = ${source} where c.everyone and not c.split
      union
      select p.id,
        case when c.last is not null then greatest(c.first, o.entry_date)
          when o.quantity_as_of >= c.first then least(c.first, o.entry_date) else c.first end,
        case when c.last is null then null else least(c.last + ${HISTORY_DAYS}::int, o.exit_date) end
      from changed c
      join ${positions} o on o.symbol = c.symbol or o.underlying_symbol = c.symbol
      join ${portfolios} p on p.id = o.portfolio_id and p.price_source = ${source}
      where (o.exit_date is null or o.exit_date >= c.first or (c.last is null and o.quantity_as_of >= c.first)) and (c.last is null or o.entry_date <= c.last + ${HISTORY_DAYS}::int)
        and (not c.split or (o.entry_date < c.first and o.quantity_as_of >= c.first))
    ), dated as (
      select concerned.id, (
        select min(s.date) from ${snapshots} s
        where s.portfolio_id = concerned.id and s.date >= first and (last is null or s.date <= last)
      ) as since
      from concerned
    ), due as (
      select id, min(since) as since from dated where since is not null group by id
    ), locked as (
      select p.id from ${portfolios} p where p.id in (select id from due) order by p.id for no key update
    )
    update ${portfolios} p
    set recompute_from = least(p.recompute_from, due.since), recompute_set_at = clock_timestamp(), recompute_set_by = ${runId}
    from due join locked on locked.id = due.id where p.id = due.id`);
}

/** The run's account: its portfolio, and the first session it has a day for. */
export interface ComputedAccount {
  readonly portfolioId: string;
  readonly firstSession: string | null;
}

/**
 * Ends the need to recompute, when a run has computed all of it: called in the transaction of the last analytics. The
 * need stays where the run began after it or ended before the newest results, where the ledger or the market values
 * were not computed by this very run, and where it has been set again since the run was asked for.
 */
export async function clearRecompute(
  tx: Transaction,
  { runId, dates, finalDate }: RunScope,
  { portfolioId, firstSession }: ComputedAccount,
): Promise<void> {
  const { id, recomputeFrom, recomputeSetAt, recomputeSetBy } = portfolios;
  const [need] = await tx
    .select({
      from: recomputeFrom,
      // Compared by the database, whose clock tells instants apart that are one to a Date.
      isSeen: sql<boolean>`${recomputeSetAt} is null or ${recomputeSetAt} <= ${runs.createdAt} or ${recomputeSetBy} is not distinct from ${runId}`,
    })
    .from(portfolios)
    .innerJoin(runs, eq(runs.id, runId))
    .where(and(eq(id, portfolioId), isNotNull(recomputeFrom)))
    .for("update", { of: portfolios });
  if (!need?.from || !dates[0]) return;
  const from = sessionOnOrAfter(need.from);
  const begins = firstSession !== null && firstSession > from ? firstSession : from;
  if (dates[0] > begins || !need.isSeen || !(await isComputedThrough(tx, runId, portfolioId, finalDate))) return;
  const cleared = { recomputeFrom: null, recomputeSetAt: null, recomputeSetBy: null, recomputeEdits: 0 };
  await tx.update(portfolios).set(cleared).where(eq(id, portfolioId));
}

const LEDGER_PHASES = ["phase_3", "phase_4"];

/** A phase carried over from the run that is retried has not started here: it has not seen what came since. */
async function isComputedThrough(
  tx: Transaction,
  runId: string,
  portfolioId: string,
  finalDate: string,
): Promise<boolean> {
  const computed = await tx
    .select({ phase: runPhases.phase })
    .from(runPhases)
    .where(
      and(
        eq(runPhases.runId, runId),
        inArray(runPhases.phase, LEDGER_PHASES),
        inArray(runPhases.status, ["completed", "warning"]),
        isNotNull(runPhases.startedAt),
      ),
    );
  const beyond = and(eq(snapshots.portfolioId, portfolioId), gt(snapshots.date, finalDate));
  const [later] = await tx.select({ date: snapshots.date }).from(snapshots).where(beyond).limit(1);
  return computed.length === LEDGER_PHASES.length && later === undefined;
}
