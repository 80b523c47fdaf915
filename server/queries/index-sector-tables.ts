import { desc } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { indexSectorWeights } from "#server/db/schema/market.ts";

/** The index's weights as published for one date. */
export interface IndexSectorTable {
  readonly asOf: string;
  /** 0–1; heaviest first. They add up to 1 ± 0.005, for they are published rounded. */
  readonly sectors: readonly { readonly sector: string; readonly weight: number }[];
  /** Who published them; several where rows of the date differ. */
  readonly origins: readonly string[];
}

/** The S&P 500's sector weights of all dates, newest first. */
export async function indexSectorTables(db: Database | Transaction): Promise<IndexSectorTable[]> {
  const { asOf, weight, sector } = indexSectorWeights;
  const rows = await db.select().from(indexSectorWeights).orderBy(desc(asOf), desc(weight), sector);
  return [...Map.groupBy(rows, (row) => row.asOf)].map(([date, ofDate]) => ({
    asOf: date,
    sectors: ofDate.map((row) => ({ sector: row.sector, weight: row.weight })),
    origins: [...new Set(ofDate.map(({ origin }) => origin))],
  }));
}
