import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";

/** What a portfolio's newest run that a worker took up left out or assumed, in words; empty before the first. */
export async function newestRunNotes(db: Database, portfolioId: string): Promise<readonly string[]> {
  const [row] = await db
    .select({ inputs: runs.inputs })
    .from(runs)
    .where(and(eq(runs.portfolioId, portfolioId), isNotNull(runs.inputs)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1);
  return row?.inputs?.notes ?? [];
}
