import { gicsSector } from "#lib/sectors.ts";
import type { Sector } from "./portfolio-data.ts";

/** A sector beside the index's. Null where it is not known. */
export interface ComparedSector {
  readonly sector: string;
  /** Share of gross exposure, 0–1. */
  readonly weight: number | null;
  readonly indexWeight: number | null;
  /** Share of what is known less the index's share, −1–1. */
  readonly difference: number | null;
}

export interface SectorComparison {
  readonly sectors: readonly ComparedSector[];
  /** Share of gross exposure whose sector is known, 0–1. */
  readonly known: number;
}

const UNKNOWN = "Uncategorized";

/**
 * Compares with the index what is known of the portfolio, taken as the whole: holdings of no known sector are missing
 * somewhere, and nobody knows where. Without a holding of a known sector nothing is compared.
 */
export function compareSectors(sectors: readonly Sector[]): SectorComparison {
  const unknown = sectors.find(({ sector }) => sector === UNKNOWN)?.weight ?? 0;
  const known = 1 - unknown;
  const isBlank = unknown > 0 && !sectors.some(({ sector, weight }) => gicsSector(sector) !== null && weight > 0);
  return {
    known,
    sectors: sectors.map(({ sector, weight, indexWeight }) => {
      const isUnknown = isBlank && indexWeight !== null && weight === 0;
      const difference = isBlank || indexWeight === null ? null : weight / known - indexWeight;
      return { sector, weight: isUnknown ? null : weight, indexWeight, difference };
    }),
  };
}
