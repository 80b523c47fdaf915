import { sql } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";
import { priceClaims } from "#server/db/schema/market.ts";
import { runs } from "#server/db/schema/run.ts";

const DEADLINE = sql<Date>`now() + interval '2 minutes'`;

/** A run that was cancelled or failed while it fetched has left its claims behind. */
const HOLDER_ENDED = sql`not exists (
  select from ${runs} where ${runs.id} = ${priceClaims.claimedBy}::uuid and ${runs.status} in ('queued', 'running'))`;

/**
 * Claims what no other run is fetching, so that no range is asked for twice; answers with the symbols now this run's.
 * A claim is good for two minutes by the database's clock, after which its run counts as lost; a run's own claims are
 * renewed.
 */
export async function claimSymbols(
  tx: Transaction,
  source: string,
  symbols: readonly string[],
  runId: string,
): Promise<string[]> {
  const rows = symbols.toSorted().map((symbol) => ({ source, symbol, claimedBy: runId, deadline: DEADLINE }));
  const claimed = await tx
    .insert(priceClaims)
    .values(rows)
    .onConflictDoUpdate({
      target: [priceClaims.source, priceClaims.symbol],
      set: { claimedBy: runId, deadline: DEADLINE },
      setWhere: sql`${priceClaims.claimedBy} = ${runId} or ${priceClaims.deadline} < now() or ${HOLDER_ENDED}`,
    })
    .returning({ symbol: priceClaims.symbol });
  return claimed.map(({ symbol }) => symbol);
}
