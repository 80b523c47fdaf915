export interface BondTerms {
  /** Modified duration in years. */
  readonly bondDuration: number;
  /** Convexity in years squared. */
  readonly bondConvexity: number;
}

/**
 * Return of a bond fund when its yield changes, a fraction: −D Δy + ½ C Δy². Second order, hence good for changes of a
 * few percent: it turns upwards beyond Δy = D / C. Source: Fabozzi, Bond Markets, the chapter on price volatility.
 *
 * @param basisPoints Δy, 25 is a quarter of a percent more
 */
export function rateShock(basisPoints: number, { bondDuration, bondConvexity }: BondTerms): number {
  const change = basisPoints / 10_000;
  return -bondDuration * change + 0.5 * bondConvexity * change * change;
}
