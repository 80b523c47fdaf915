import { sql } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";

/**
 * Held to the end of the transaction by whoever decides about a source's prices outside a run, before anything else is
 * locked: runs lock prices and then portfolios, who replaces or deletes a portfolio's files the other way round.
 */
export async function lockSource(tx: Transaction, source: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`prices of ${source}`}, 0))`);
}
