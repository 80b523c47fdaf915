import { isConstantSeries } from "./constant-series.ts";
import { known, type Outcome, unknown } from "./outcome.ts";

export interface Moments {
  readonly mean: number;
  /** Sample (n − 1). */
  readonly sd: number;
  /** m₃ / m₂^1.5 of population moments: 0 for a symmetric distribution. */
  readonly skewness: number;
  /** m₄ / m₂² − 3 of population moments: 0 for the normal distribution. */
  readonly excessKurtosis: number;
  readonly n: number;
}

/**
 * Mean, sample standard deviation, and skewness and excess kurtosis by population moments (g₁ and g₂ of Joanes and Gill
 * 1998, as Boudt et al. 2008 use them). Two passes. Unknown for fewer than two values or where they do not vary.
 *
 * @param values none missing
 */
export function moments(values: Float64Array): Outcome<Moments> {
  const n = values.length;
  if (n < 2) return unknown(`${n} of 2 values`);
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (const value of values) {
    const square = (value - mean) ** 2;
    second += square;
    third += square * (value - mean);
    fourth += square * square;
  }
  if (isConstantSeries(second, mean, n)) return unknown("the values do not vary");
  const variance = second / n;
  return known({
    mean,
    sd: Math.sqrt(second / (n - 1)),
    skewness: third / n / variance ** 1.5,
    excessKurtosis: fourth / n / variance ** 2 - 3,
    n,
  });
}
