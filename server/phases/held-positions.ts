import { eq } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";
import { positions } from "#server/db/schema/portfolio.ts";

/**
 * Ids of the positions a portfolio has now: its owner may have deleted some since the run read them, and nothing can be
 * stored of those. Edits wait for the run's lease, so that none comes between this and the end of the transaction.
 */
export async function heldPositions(tx: Transaction, portfolioId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ id: positions.id }).from(positions).where(eq(positions.portfolioId, portfolioId));
  return new Set(rows.map(({ id }) => id));
}
