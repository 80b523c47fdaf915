import { and, eq, inArray } from "drizzle-orm";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Transaction } from "#server/db/client.ts";
import { bars, corporateActions, priceClaims, priceCoverage, symbolFailures } from "#server/db/schema/market.ts";
import { type DateRange, joinedRanges } from "#server/market/coverage.ts";
import type { DailyFailure } from "#server/market/price-source.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";

export interface PricesToSave {
  readonly source: string;
  readonly fetched: readonly FetchedSymbol[];
  /** All ranges now covered, by symbol; what a symbol had before is replaced. */
  readonly covered: ReadonlyMap<string, readonly DateRange[]>;
  /** Symbols whose claims end with this unit. */
  readonly claimed: readonly string[];
  readonly at: Date;
}

const RETRY_AFTER_MS = 86_400_000;

/** One unit: bars, actions, what is covered now, failures, and the claims given back. */
export async function savePrices(tx: Transaction, prices: PricesToSave): Promise<void> {
  const { source, fetched, covered, at } = prices;
  const barRows = fetched.flatMap(({ symbol, bars: own }) => own.map((bar) => ({ source, symbol, ...bar })));
  const actionRows = fetched.flatMap(({ symbol, actions }) =>
    actions.map(({ date, kind, value }) => ({ source, symbol, exDate: date, kind, value })),
  );
  await bulkUpsert(tx, bars, barRows, { onConflict: "replace" });
  await bulkUpsert(tx, corporateActions, actionRows, { onConflict: "replace" });
  await saveCoverage(tx, source, covered);
  const failures = fetched.map(({ failure }) => failure).filter((failure) => failure !== null);
  await saveFailures(tx, source, failures, at);
  const isClaimed = and(eq(priceClaims.source, source), inArray(priceClaims.symbol, [...prices.claimed]));
  await tx.delete(priceClaims).where(isClaimed);
}

/** A symbol with settled ranges is no failure any more. */
async function saveCoverage(tx: Transaction, source: string, covered: PricesToSave["covered"]): Promise<void> {
  const symbols = [...covered.keys()];
  const of = (table: typeof priceCoverage | typeof symbolFailures) =>
    and(eq(table.source, source), inArray(table.symbol, symbols));
  await tx.delete(priceCoverage).where(of(priceCoverage));
  await tx.delete(symbolFailures).where(of(symbolFailures));
  const rows = [...covered].flatMap(([symbol, ranges]) =>
    joinedRanges(ranges).map(({ from, to }) => ({ source, symbol, fromDate: from, toDate: to })),
  );
  await bulkUpsert(tx, priceCoverage, rows, { onConflict: "replace" });
}

/** The first sighting of a failure stays. */
async function saveFailures(
  tx: Transaction,
  source: string,
  failures: readonly DailyFailure[],
  at: Date,
): Promise<void> {
  const retryAfter = new Date(at.getTime() + RETRY_AFTER_MS);
  for (const { symbol, code, reason } of failures) {
    await tx
      .insert(symbolFailures)
      .values({ source, symbol, code, reason, firstSeen: at, lastSeen: at, retryAfter })
      .onConflictDoUpdate({
        target: [symbolFailures.source, symbolFailures.symbol],
        set: { code, reason, lastSeen: at, retryAfter },
      });
  }
}
