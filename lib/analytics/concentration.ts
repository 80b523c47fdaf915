import { known, type Outcome, unknown } from "./outcome.ts";

export interface Concentration {
  /** Herfindahl–Hirschman index 10,000 Σw²: 10,000 / n for n equal holdings, 10,000 for a single one. */
  readonly hhi: number;
  /** 1 / Σw². */
  readonly effectivePositions: number;
  /** Gross weight of the largest, the three and the ten largest, 0–1. */
  readonly top1: number;
  readonly top3: number;
  readonly top10: number;
}

/**
 * How few holdings carry the portfolio, by gross weight w = |exposure| / Σ|exposure|.
 * Unknown when nothing is held. Source: Herfindahl 1950; Hirschman 1964.
 *
 * @param exposures one per symbol, signed or not: the caller adds up a symbol's positions
 */
export function concentration(exposures: Float64Array): Outcome<Concentration> {
  const sizes = exposures.map(Math.abs).sort().reverse();
  const gross = sum(sizes);
  if (!(gross > 0)) return unknown("nothing is held");
  const squares = sum(sizes.map((size) => (size / gross) ** 2));
  return known({
    hhi: 10_000 * squares,
    effectivePositions: 1 / squares,
    top1: sum(sizes.subarray(0, 1)) / gross,
    top3: sum(sizes.subarray(0, 3)) / gross,
    top10: sum(sizes.subarray(0, 10)) / gross,
  });
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
