/**
 * Whether a series varies by no more than rounding: its centred sum of squares is within n·ε of its mean.
 *
 * @param centredSquares Σ (v − mean)²
 */
export function isConstantSeries(centredSquares: number, mean: number, n: number): boolean {
  return centredSquares <= n * (n * Number.EPSILON * mean) ** 2;
}
