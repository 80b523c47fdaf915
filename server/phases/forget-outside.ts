import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";
import {
  portfolioCorrelations,
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
  positionValues,
  snapshots,
} from "#server/db/schema/analytics.ts";

const RESULTS = [
  ...[snapshots, positionValues, portfolioFactors, portfolioRisk, portfolioSectors],
  ...[portfolioCorrelations, portfolioStress],
] as const;

/** The sessions an account has results for; null where that side is not known. */
export interface AccountSessions {
  readonly first: string | null;
  readonly last: string | null;
}

/**
 * Removes results of sessions that the account has no more: its first entry was moved later, or a symbol came in whose
 * prices end earlier. One statement, whatever there is.
 */
export async function forgetOutside(
  tx: Transaction,
  portfolioId: string,
  { first, last }: AccountSessions,
): Promise<void> {
  const removals = RESULTS.map((table, i) => {
    const outside: SQL[] = [
      ...(first === null ? [] : [sql`${table.date} < ${first}`]),
      ...(last === null ? [] : [sql`${table.date} > ${last}`]),
    ];
    if (outside.length === 0) return null;
    const removed = sql.identifier(`removed_${i}`);
    return sql`${removed} as (
      delete from ${table} where ${table.portfolioId} = ${portfolioId} and (${sql.join(outside, sql` or `)})
    )`;
  }).filter((removal) => removal !== null);
  if (removals.length > 0) await tx.execute(sql`with ${sql.join(removals, sql`, `)} select`);
}
