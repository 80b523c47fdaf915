/** A value of one day: a split's ratio, a dividend per share, a flow. Lists of them are ascending by day. */
export interface DatedValue {
  /** Epoch day. */
  readonly day: number;
  readonly value: number;
}

/** The product of the values (split ratios) of the days d with after < d ≤ through; 1 where there is none. */
export function productBetween(values: readonly DatedValue[], after: number, through: number): number {
  let product = 1;
  for (const { day, value } of values) {
    if (day > through) break;
    if (day > after) product *= value;
  }
  return product;
}
