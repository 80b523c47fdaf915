/** What no price says and the operator may set. */
export interface Assumptions {
  /** Continuously compounded, a fraction a year: of option models and of the ratios over a riskless return. */
  readonly riskFreeRate: number;
  /** Of the long government bond fund TLT: modified duration in years, and convexity in years squared. */
  readonly bondDuration: number;
  readonly bondConvexity: number;
}

export const DEFAULT_ASSUMPTIONS: Assumptions = { riskFreeRate: 0.04, bondDuration: 16.5, bondConvexity: 350 };
