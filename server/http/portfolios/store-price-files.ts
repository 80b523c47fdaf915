import type { CheckedPriceFile } from "#lib/price-files/check-price-files.ts";
import type { Transaction } from "#server/db/client.ts";
import { priceFiles } from "#server/db/schema/market.ts";

/** Stores the checked price files of a portfolio that has none. */
export async function storePriceFiles(
  tx: Transaction,
  portfolioId: string,
  files: readonly CheckedPriceFile[],
): Promise<void> {
  // One statement a file: their texts are large.
  for (const { name, text: content, summary } of files) {
    await tx.insert(priceFiles).values({ portfolioId, name, content, summary });
  }
}
