import type { Moments } from "./moments.ts";
import { normalDensity } from "./normal-density.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * Value at risk of one period of normally distributed returns, −(mean + z sd), z = Φ⁻¹(1 − level); sample sd. A fraction
 * of equity, the loss positive. Source: Jorion 2006, ch. 5.
 */
export function normalValueAtRisk({ mean, sd }: Pick<Moments, "mean" | "sd">, level: number): number {
  return -(mean + normalQuantile(1 - level) * sd);
}

/**
 * Expected shortfall of one period of normally distributed returns, −mean + sd φ(z) / (1 − level); sample sd.
 * Source: McNeil, Frey and Embrechts 2005, ch. 2.
 */
export function normalExpectedShortfall({ mean, sd }: Pick<Moments, "mean" | "sd">, level: number): number {
  return -mean + (sd * normalDensity(normalQuantile(1 - level))) / (1 - level);
}
