import { and, eq, type SQL, sql } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { priceClaims } from "#server/db/schema/market.ts";
import { runs } from "#server/db/schema/run.ts";

const DEADLINE = sql<Date>`now() + interval '2 minutes'`;
const RENEW_MS = 30_000;

/** A run that was cancelled or failed while it fetched has left its claims behind. */
const HOLDER_ENDED = sql`not exists (
  select from ${runs} where ${runs.id} = ${priceClaims.claimedBy}::uuid and ${runs.status} in ('queued', 'running'))`;

/** What one run may claim of what another has claimed. */
const isFree = (runId: string): SQL =>
  sql`(${priceClaims.claimedBy} = ${runId} or ${priceClaims.deadline} < now() or ${HOLDER_ENDED})`;

/** Whose claims they are. */
export interface Claimant {
  /** The source, of prices; else with what is asked for, as in "yahoo profile". */
  readonly source: string;
  readonly runId: string;
}

/**
 * Claims what no other run is fetching, so that nothing is asked for twice; answers with the symbols now this run's.
 * A claim is good for two minutes by the database's clock, after which its run counts as lost.
 */
export async function claimSymbols(
  tx: Transaction,
  { source, runId }: Claimant,
  symbols: readonly string[],
): Promise<Set<string>> {
  const rows = symbols.toSorted().map((symbol) => ({ source, symbol, claimedBy: runId, deadline: DEADLINE }));
  const claimed = await tx
    .insert(priceClaims)
    .values(rows)
    .onConflictDoUpdate({
      target: [priceClaims.source, priceClaims.symbol],
      set: { claimedBy: runId, deadline: DEADLINE },
      setWhere: isFree(runId),
    })
    .returning({ symbol: priceClaims.symbol });
  return new Set(claimed.map(({ symbol }) => symbol));
}

/** Those of the symbols that other runs are fetching. */
export async function claimedByOthers(
  db: Database,
  { source, runId }: Claimant,
  symbols: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ symbol: priceClaims.symbol })
    .from(priceClaims)
    .where(and(eq(priceClaims.source, source), anyOf(priceClaims.symbol, symbols), sql`not ${isFree(runId)}`));
  return new Set(rows.map(({ symbol }) => symbol));
}

/** Gives a run's claims back. */
export async function releaseClaims(tx: Transaction, claimant: Claimant, symbols: readonly string[]): Promise<void> {
  await tx.delete(priceClaims).where(ownClaims(claimant, symbols));
}

/** A claim that has lapsed and been taken over meanwhile stays the other's. */
export async function renewClaims(tx: Transaction, claimant: Claimant, symbols: readonly string[]): Promise<void> {
  await tx.update(priceClaims).set({ deadline: DEADLINE }).where(ownClaims(claimant, symbols));
}

function ownClaims({ source, runId }: Claimant, symbols: readonly string[]): SQL | undefined {
  return and(eq(priceClaims.source, source), eq(priceClaims.claimedBy, runId), anyOf(priceClaims.symbol, symbols));
}

/** Does `work` while `renew` is called often enough that no claim lapses. @throws what either of them throws. */
export async function whileRenewing<Value>(renew: () => Promise<void>, work: () => Promise<Value>): Promise<Value> {
  const failures: unknown[] = [];
  let renewing = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renewing.then(renew).catch((error: unknown) => void failures.push(error));
  }, RENEW_MS);
  try {
    const value = await work();
    await renewing;
    if (failures.length > 0) throw failures[0];
    return value;
  } finally {
    clearInterval(timer);
  }
}
