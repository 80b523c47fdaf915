import { eq, inArray, sql } from "drizzle-orm";
import type { SectorWeightEntry } from "#lib/sector-weights/parse-sector-weights.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { indexSectorWeights } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { type IndexSectorTable, indexSectorTables } from "#server/queries/index-sector-tables.ts";
import { HttpProblem } from "../problem.ts";
import { firstChangedDate } from "./first-changed-date.ts";

export interface ChangedSectorWeights {
  /** All dates there now are, newest first. */
  readonly tables: readonly IndexSectorTable[];
  /** Portfolios that their next run compares anew. */
  readonly portfolios: number;
}

const UNNAMED_SOURCE = "Uploaded by an admin";

/** Puts the given dates in the place of stored ones of the same dates; the other dates stay. */
export function replaceSectorWeights(
  db: Database,
  weights: readonly SectorWeightEntry[],
): Promise<ChangedSectorWeights> {
  const dates = [...new Set(weights.map(({ asOf }) => asOf))];
  return changed(db, async (tx) => {
    await tx.delete(indexSectorWeights).where(inArray(indexSectorWeights.asOf, dates));
    const rows = weights.map(({ source, ...weight }) => ({ ...weight, origin: source ?? UNNAMED_SOURCE }));
    await bulkUpsert(tx, indexSectorWeights, rows, { onConflict: "replace" });
  });
}

/** Removes the weights of a date. @throws HttpProblem ERR_SECTOR_015 where there are none. */
export function deleteSectorWeights(db: Database, asOf: string): Promise<ChangedSectorWeights> {
  return changed(db, async (tx) => {
    const removed = await tx.delete(indexSectorWeights).where(eq(indexSectorWeights.asOf, asOf)).returning();
    if (removed.length === 0) throw new HttpProblem("ERR_SECTOR_015");
  });
}

async function changed(db: Database, change: (tx: Transaction) => Promise<void>): Promise<ChangedSectorWeights> {
  return db.transaction(async (tx) => {
    // One change after another, so that each knows what it changes; readers go on.
    await tx.execute(sql`lock table ${indexSectorWeights} in share row exclusive mode`);
    const before = await indexSectorTables(tx);
    await change(tx);
    const tables = await indexSectorTables(tx);
    const from = firstChangedDate(before, tables);
    return { tables, portfolios: from === null ? 0 : await recomputeFrom(tx, from) };
  });
}

/** Has every portfolio with results on or after a date computed anew from there on; answers with their number. */
async function recomputeFrom(tx: Transaction, date: string): Promise<number> {
  const marked = await tx.execute(sql`
    with first as (
      select ${snapshots.portfolioId} as id, min(${snapshots.date}) as date from ${snapshots}
      where ${snapshots.date} >= ${date} group by ${snapshots.portfolioId}
    ), held as materialized (
      select ${portfolios.id}, first.date from ${portfolios} join first on first.id = ${portfolios.id}
      order by ${portfolios.id} for update of ${portfolios}
    )
    update ${portfolios} set recompute_from = least(recompute_from, held.date), recompute_set_at = now(),
      recompute_set_by = null
    from held where ${portfolios.id} = held.id returning ${portfolios.id}`);
  return marked.length;
}
