import { and, eq, sql } from "drizzle-orm";
import { isCurrencyPair } from "#lib/price-files/price-symbol.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { symbolAliases, symbolFailures, symbolListings } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import type { StartedRun, StartRunRequest } from "#server/engine/start-run.ts";
import { dollarConversion } from "#server/market/currency.ts";
import { forgetCompany } from "#server/market/forget-company.ts";
import { HttpProblem } from "../problem.ts";

/** Sources that ask live providers, and so go by the aliases. */
const LIVE = ["live", "yahoo", "massive", "fmp"] as const;
const MOST_RUNS = 100;

type Start = (within: Database | Transaction, request: StartRunRequest) => Promise<StartedRun>;

/** Ids of the portfolios that are computed anew, of the first hundred the runs that do it. */
export interface AskedAgain {
  readonly portfolios: number;
  readonly runs: readonly string[];
}

/**
 * Forgets that a source had no prices of a symbol, and starts a run of each portfolio that holds it, from its entry on;
 * of exchange rates, of each that holds a symbol listed in that currency.
 *
 * @throws HttpProblem ERR_SYMBOL_001 where no failure is known.
 */
export async function askAgain(
  { db, start }: { db: Database; start: Start },
  wanted: { readonly source: string; readonly symbol: string; readonly by: string },
): Promise<AskedAgain> {
  const { source, symbol, by } = wanted;
  const holders = await db.transaction(async (tx) => {
    const forgotten = await tx
      .update(symbolFailures)
      .set({ retryAfter: sql`now()` })
      .where(and(eq(symbolFailures.source, source), eq(symbolFailures.symbol, symbol)))
      .returning({ symbol: symbolFailures.symbol });
    if (forgotten.length === 0) throw new HttpProblem("ERR_SYMBOL_001");
    return recomputeHolders(tx, [source], await pricedBy(tx, source, symbol));
  });
  const runs: string[] = [];
  for (const portfolioId of holders.slice(0, MOST_RUNS)) {
    runs.push((await start(db, { kind: "manual", portfolioId, requestedBy: by })).runId);
  }
  return { portfolios: holders.length, runs };
}

/** The symbols whose prices follow from those of `symbol`: itself, and with exchange rates the listings they convert. */
async function pricedBy(tx: Transaction, source: string, symbol: string): Promise<string[]> {
  if (!isCurrencyPair(symbol)) return [symbol];
  const listings = await tx
    .select({ symbol: symbolListings.symbol, currency: symbolListings.currency })
    .from(symbolListings)
    .where(eq(symbolListings.source, source));
  return listings.filter(({ currency }) => dollarConversion(currency)?.pair === symbol).map((each) => each.symbol);
}

/**
 * Has live providers asked for `alias` where portfolios hold `symbol`. What is stored under it is another company's: it
 * is removed and asked for anew.
 */
export function enterAlias(
  db: Database,
  entered: { readonly symbol: string; readonly alias: string; readonly note: string | null; readonly by: string },
): Promise<{ portfolios: number }> {
  const { symbol, alias, note, by: createdBy } = entered;
  return db.transaction(async (tx) => {
    await tx
      .insert(symbolAliases)
      .values({ symbol, alias, note, createdBy })
      .onConflictDoUpdate({ target: symbolAliases.symbol, set: { alias, note, createdBy, createdAt: sql`now()` } });
    return aliasChanged(tx, symbol);
  });
}

/** @throws HttpProblem ERR_SYMBOL_002 where none was entered. */
export function removeAlias(db: Database, symbol: string): Promise<{ portfolios: number }> {
  return db.transaction(async (tx) => {
    const removed = await tx.delete(symbolAliases).where(eq(symbolAliases.symbol, symbol)).returning();
    if (removed.length === 0) throw new HttpProblem("ERR_SYMBOL_002");
    return aliasChanged(tx, symbol);
  });
}

async function aliasChanged(tx: Transaction, symbol: string): Promise<{ portfolios: number }> {
  await forgetCompany(tx, LIVE, symbol);
  return { portfolios: (await recomputeHolders(tx, LIVE, [symbol])).length };
}

/** Marks every portfolio that holds one of the symbols to be computed anew from its first entry; answers with their ids. */
async function recomputeHolders(
  tx: Transaction,
  sources: readonly string[],
  symbols: readonly string[],
): Promise<string[]> {
  const [of, from] = [sql`${arrayLiteral(symbols)}::text[]`, sql`${arrayLiteral(sources)}::text[]`];
  const marked = await tx.execute<{ id: string }>(sql`
    with held as (
      select ${positions.portfolioId} as id, min(${positions.entryDate}) as since from ${positions}
      where ${positions.symbol} = any(${of}) or ${positions.underlyingSymbol} = any(${of}) group by 1
    ), due as materialized (
      select ${portfolios.id}, held.since from ${portfolios} join held on held.id = ${portfolios.id}
      where ${portfolios.priceSource} = any(${from}) order by ${portfolios.id} for update of ${portfolios}
    )
    update ${portfolios} set recompute_from = least(recompute_from, due.since), recompute_set_at = now(),
      recompute_set_by = null
    from due where ${portfolios.id} = due.id returning ${portfolios.id}`);
  return marked.map(({ id }) => id).toSorted();
}
