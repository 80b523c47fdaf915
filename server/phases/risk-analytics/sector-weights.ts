import { concentration } from "#lib/analytics/concentration.ts";
import type { Outcome } from "#lib/analytics/outcome.ts";
import { sectorOf } from "#lib/sectors.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { portfolioSectors } from "#server/db/schema/analytics.ts";
import type { Holding } from "./holdings-at.ts";

export interface IndexWeight {
  readonly asOf: string;
  readonly sector: string;
  readonly weight: number;
}

export type Profiles = ReadonlyMap<
  string,
  { readonly kind: "stock" | "etf" | "fund" | null; readonly sector: string | null }
>;

type SectorRow = Omit<BulkRow<typeof portfolioSectors>, "portfolioId" | "date">;

/**
 * Share of gross exposure per sector beside the index's, the index's sectors first; nothing where nothing is held.
 *
 * @param index the index's weights at one date, each sector once
 */
export function sectorWeights(
  holdings: readonly Holding[],
  profiles: Profiles,
  index: readonly IndexWeight[],
): SectorRow[] {
  const bySector = new Map<string, number>(index.map(({ sector }) => [sector, 0]));
  let gross = 0;
  for (const { kind, symbol, exposure } of holdings) {
    const sector = sectorOf({ kind, profile: profiles.get(symbol) ?? null });
    bySector.set(sector, (bySector.get(sector) ?? 0) + Math.abs(exposure));
    gross += Math.abs(exposure);
  }
  if (gross === 0) return [];
  const published = new Map(index.map((each) => [each.sector, each]));
  return [...bySector].map(([sector, size]) => ({
    sector,
    weight: size / gross,
    indexWeight: published.get(sector)?.weight ?? null,
    indexAsOf: published.get(sector)?.asOf ?? null,
  }));
}

/** The index's weights that stand beside a date: the newest published by then, the oldest where all are newer. */
export function indexWeightsAt(weights: readonly IndexWeight[], date: string): readonly IndexWeight[] {
  const published = [...new Set(weights.map(({ asOf }) => asOf))].toSorted();
  const asOf = published.findLast((each) => each <= date) ?? published[0];
  return weights.filter((each) => each.asOf === asOf);
}

/** How few symbols carry the holdings, by gross exposure. */
export function concentrationOf(
  holdings: readonly Holding[],
): Outcome<NonNullable<ReturnType<typeof concentration>["value"]>> {
  const bySymbol = new Map<string, number>();
  for (const { symbol, exposure } of holdings) bySymbol.set(symbol, (bySymbol.get(symbol) ?? 0) + Math.abs(exposure));
  return concentration(Float64Array.from(bySymbol.values()));
}
