/** What a scenario says of the factors: total returns of their ETFs as fractions, and of yields in basis points. */
export interface StressShocks {
  /** SPY. */
  readonly market?: number;
  /** VTV. */
  readonly value?: number;
  /** VUG. */
  readonly growth?: number;
  /** MTUM. */
  readonly momentum?: number;
  /** QUAL. */
  readonly quality?: number;
  /** IWM. */
  readonly size?: number;
  /** USMV. */
  readonly lowVolatility?: number;
  /** Change of the long government yield, in basis points: 25 is a quarter of a percent more. */
  readonly rateBp?: number;
}

export interface StressScenario {
  readonly id: string;
  readonly name: string;
  readonly group: "market" | "rates" | "style" | "crisis";
  readonly shocks: StressShocks;
  /** Shown at once; the others, also computed by every run, when asked for. */
  readonly byDefault: boolean;
}
