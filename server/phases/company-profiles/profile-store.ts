import { and, eq } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { companyProfiles, providerBetas } from "#server/db/schema/market.ts";
import type { ProfileRow, StoredProfile } from "./profile-tiers.ts";

/** The stored profiles of the symbols, by symbol. */
export async function readProfiles(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<Map<string, StoredProfile>> {
  const rows = await db
    .select()
    .from(companyProfiles)
    .where(and(eq(companyProfiles.source, source), anyOf(companyProfiles.symbol, symbols)));
  return new Map(rows.map((row) => [row.symbol, row]));
}

/** One unit: refreshed profiles, and the provider's betas under the date they are published for. */
export async function saveProfiles(
  tx: Transaction,
  refreshed: readonly ProfileRow[],
  all: readonly ProfileRow[],
  date: string,
): Promise<void> {
  await bulkUpsert(tx, companyProfiles, refreshed, { onConflict: "replace" });
  const betas = all.flatMap(({ source, symbol, beta }) =>
    typeof beta === "number" ? [{ source, symbol, date, beta }] : [],
  );
  await bulkUpsert(tx, providerBetas, betas, { onConflict: "replace" });
}
