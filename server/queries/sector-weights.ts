import { and, desc, eq, max } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { portfolioSectors } from "#server/db/schema/analytics.ts";

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
  const rows = await db
    .select()
    .from(portfolioSectors)
    .where(and(ofPortfolio, eq(portfolioSectors.date, newest)))
    .orderBy(desc(portfolioSectors.weight), portfolioSectors.sector);
  const [first] = rows;
  if (!first) return null;
  const sectors = rows.map(({ sector, weight, indexWeight, indexAsOf }) => ({
    sector,
    weight,
    indexWeight,
    indexAsOf,
  }));
  return { asOf: first.date, sectors };
}
