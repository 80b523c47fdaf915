/** Which returns a figure is made of, and how many of them make a year. */
export interface ReturnWindow {
  /** Half-open, by index; the whole series where left out. */
  readonly from?: number;
  readonly to?: number;
  /** Fewest returns, pairs where there is a benchmark; each figure has its own floor below which this cannot go. */
  readonly minimum?: number;
  /** 252 for daily returns where left out. */
  readonly periodsPerYear?: number;
}
