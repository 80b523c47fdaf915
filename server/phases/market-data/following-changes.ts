import type { Transaction } from "#server/db/client.ts";
import type { ChangedPrices } from "../recompute.ts";
import { withConverted } from "./changed-conversions.ts";
import { withRenamed } from "./renamed-contracts.ts";

/** What changed, and what positions are priced by under another symbol: converted listings, contracts renamed by splits. */
export async function withFollowing(
  tx: Transaction,
  source: string,
  changed: readonly ChangedPrices[],
): Promise<ChangedPrices[]> {
  return withRenamed(tx, source, await withConverted(tx, source, changed));
}
