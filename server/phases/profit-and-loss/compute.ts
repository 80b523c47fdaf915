import type { LedgerDay } from "#lib/analytics/portfolio-ledger.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { snapshots } from "#server/db/schema/analytics.ts";

const HALF_A_CENT = 0.005;

/** Whether ledger cash and market value make up the equity rolled forward, to the cent. */
export function balances({ cash, marketValue, equity }: Pick<LedgerDay, "cash" | "marketValue" | "equity">): boolean {
  return Math.abs(cash + marketValue - equity) < HALF_A_CENT;
}

/** One session of the account as it is stored. */
export function snapshotRow(
  day: LedgerDay,
  key: { readonly portfolioId: string; readonly date: string; readonly runId: string },
): BulkRow<typeof snapshots> {
  const { session: _, ...stored } = day;
  return {
    ...key,
    ...stored,
    grossExposure: day.longExposure - day.shortExposure,
    netExposure: day.longExposure + day.shortExposure,
    margin: day.cash < 0,
  };
}
