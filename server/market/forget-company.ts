import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";
import {
  bars,
  companyProfiles,
  corporateActions,
  fundamentals,
  fundamentalsSync,
  priceCoverage,
  providerBetas,
  symbolFactors,
  symbolFailures,
  symbolListings,
  symbolMetrics,
} from "#server/db/schema/market.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";

/** In the order in which a run that collects writes them: the other one can deadlock. */
const COLLECTED = [quarantinedBars, bars, corporateActions, symbolListings, priceCoverage] as const;
const FOLLOWING = [
  ...[symbolFactors, symbolMetrics],
  ...[companyProfiles, providerBetas, fundamentals, fundamentalsSync],
] as const;

/**
 * Removes what sources have stored of a symbol that stands for another company now, and what was computed from that: the
 * two must not make one series. Where they had no prices of it, they are asked again.
 */
export async function forgetCompany(tx: Transaction, sources: readonly string[], symbol: string): Promise<void> {
  for (const table of COLLECTED) {
    await tx.delete(table).where(and(inArray(table.source, [...sources]), eq(table.symbol, symbol)));
  }
  await tx
    .update(symbolFailures)
    .set({ retryAfter: sql`now()` })
    .where(and(inArray(symbolFailures.source, [...sources]), eq(symbolFailures.symbol, symbol)));
  for (const table of FOLLOWING) {
    await tx.delete(table).where(and(inArray(table.source, [...sources]), eq(table.symbol, symbol)));
  }
}
