import { and, desc, eq, max } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { portfolioSectors } from "#server/db/schema/analytics.ts";
import { indexSectorWeights } from "#server/db/schema/market.ts";

export interface SectorWeight {
  readonly sector: string;
  /** Share of gross exposure, 0–1. */
  readonly weight: number;
  /** The S&P 500's, 0–1; null for sectors the index has not, such as ETF. */
  readonly indexWeight: number | null;
  /** When the index weights were published. */
  readonly indexAsOf: string | null;
}

export interface SectorWeights {
  readonly asOf: string;
  /** When and by whom the index weights were published; null where no sector has one. */
  readonly index: { readonly asOf: string; readonly origin: string | null } | null;
  /** Heaviest first. */
  readonly sectors: readonly SectorWeight[];
}

/** A portfolio's sectors at their newest date; null before the first risk run. */
export async function sectorWeights(db: Database, portfolioId: string): Promise<SectorWeights | null> {
  const ofPortfolio = eq(portfolioSectors.portfolioId, portfolioId);
  const newest = db
    .select({ date: max(portfolioSectors.date) })
    .from(portfolioSectors)
    .where(ofPortfolio);
  const { sector, weight, indexWeight, indexAsOf, date } = portfolioSectors;
  const rows = await db
    .select({ sector, weight, indexWeight, indexAsOf, date, origin: indexSectorWeights.origin })
    .from(portfolioSectors)
    .leftJoin(indexSectorWeights, and(eq(indexSectorWeights.asOf, indexAsOf), eq(indexSectorWeights.sector, sector)))
    .where(and(ofPortfolio, eq(date, newest)))
    .orderBy(desc(weight), sector);
  const [first] = rows;
  if (!first) return null;
  const beside = rows.find((row) => row.indexAsOf !== null);
  return {
    asOf: first.date,
    index: beside?.indexAsOf ? { asOf: beside.indexAsOf, origin: beside.origin } : null,
    sectors: rows.map(({ date: _date, origin: _origin, ...shown }) => shown),
  };
}
