import type { Moments } from "./moments.ts";
import { normalDensity } from "./normal-density.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { known, type Outcome, unknown } from "./outcome.ts";

const OUTSIDE = "outside its domain";

/**
 * Cornish–Fisher (modified) value at risk of one period: −(mean + z* sd) with
 * z* = z + (z² − 1) S/6 + (z³ − 3z) K/24 − (2z³ − 5z) S²/36, z = Φ⁻¹(1 − level), S the skewness, K the excess kurtosis.
 * A fraction of equity, the loss positive.
 * Unknown, "outside its domain", where z* does not increase with z: its order of the returns is not theirs.
 * Source: Favre and Galeano 2002; the domain after Maillard 2012.
 */
export function cornishFisherValueAtRisk(of: Moments, level: number): Outcome<number> {
  if (!increases(of)) return unknown(OUTSIDE);
  return known(-(of.mean + expandedQuantile(of, level) * of.sd));
}

/**
 * Modified expected shortfall of one period: −mean + sd E, E the mean of −z below g = z* under the Edgeworth density,
 * (φ(g)/α)(1 + g³ S/6 + (g⁴ − 2g² − 1) K/24 + (g⁶ − 9g⁴ + 9g² + 3) S²/72), α = 1 − level; at least the value at risk.
 * Unknown as {@link cornishFisherValueAtRisk}. Source: Boudt, Peterson and Croux 2008, eq. 22, its integrals reduced.
 */
export function cornishFisherExpectedShortfall(of: Moments, level: number): Outcome<number> {
  if (!increases(of)) return unknown(OUTSIDE);
  const { mean, sd, skewness, excessKurtosis } = of;
  const g = expandedQuantile(of, level);
  const square = g * g;
  const series =
    1 +
    (g * square * skewness) / 6 +
    ((square * (square - 2) - 1) * excessKurtosis) / 24 +
    ((square * (square * (square - 9) + 9) + 3) * skewness ** 2) / 72;
  return known(-mean + sd * Math.max((normalDensity(g) / (1 - level)) * series, -g));
}

function expandedQuantile({ skewness, excessKurtosis }: Moments, level: number): number {
  const z = normalQuantile(1 - level);
  const skew = ((z * z - 1) * skewness) / 6;
  const tails = ((z * z - 3) * z * excessKurtosis) / 24;
  return z + skew + tails - ((2 * z * z - 5) * z * skewness ** 2) / 36;
}

/** Whether the derivative of z*, a parabola in z, is positive throughout. */
function increases({ skewness, excessKurtosis }: Moments): boolean {
  const curvature = excessKurtosis / 8 - skewness ** 2 / 6;
  const slope = skewness / 3;
  const level = 1 - excessKurtosis / 8 + (5 * skewness ** 2) / 36;
  if (curvature === 0) return slope === 0 && level > 0;
  return curvature > 0 && slope * slope < 4 * curvature * level;
}
