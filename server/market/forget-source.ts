import { eq } from "drizzle-orm";
import type { Transaction } from "#server/db/client.ts";
import {
  bars,
  companyProfiles,
  corporateActions,
  fundamentals,
  fundamentalsSync,
  priceClaims,
  priceCoverage,
  providerBetas,
  restatements,
  symbolFactors,
  symbolFailures,
  symbolListings,
  symbolMetrics,
} from "#server/db/schema/market.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";

const OF_A_SOURCE = [
  ...[
    quarantinedBars,
    bars,
    corporateActions,
    priceCoverage,
    priceClaims,
    symbolListings,
    symbolFailures,
    restatements,
  ],
  ...[companyProfiles, fundamentals, fundamentalsSync, symbolFactors, providerBetas, symbolMetrics],
] as const;

/**
 * Removes all that is stored of a source's symbols: what it answered, what was asked of it, and what was computed from
 * that. For sources of one portfolio whose files have changed or gone; no run of it may be at work.
 */
export async function forgetSource(tx: Transaction, source: string): Promise<void> {
  for (const table of OF_A_SOURCE) await tx.delete(table).where(eq(table.source, source));
}
