import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export interface WeightedExposure {
  /** Σ signed weight × β; a holding without β adds 0. */
  readonly exposure: number;
  /** Share of gross that has a β, 0–1. */
  readonly coverage: number;
}

/**
 * Exposure of a portfolio to one factor. Unknown when no holding has a β (or nothing is held).
 *
 * @param weights signed, exposure / equity, of the public holdings
 * @param betas one per holding, NaN where there is none
 */
export function weightedExposure(weights: Float64Array, betas: Float64Array): Outcome<WeightedExposure> {
  let exposure = 0;
  let gross = 0;
  let covered = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = valueAt(weights, i);
    const beta = valueAt(betas, i);
    gross += Math.abs(weight);
    if (Number.isNaN(beta)) continue;
    covered += Math.abs(weight);
    exposure += weight * beta;
  }
  if (!(gross > 0)) return unknown("no public holdings");
  return covered > 0 ? known({ exposure, coverage: covered / gross }) : unknown("no holding has a beta");
}
