import type { PriceEvidence } from "./price-evidence.ts";

/**
 * Logarithms of what each bar's close is of the one before it, splits and dividends between them undone:
 * ln((close_t + dividends) × splits / close_{t−1}). NaN for the first bar.
 */
export function barMoves({
  bars,
  splits,
  dividends,
}: Pick<PriceEvidence, "bars" | "splits" | "dividends">): Float64Array {
  const moves = new Float64Array(bars.length).fill(Number.NaN);
  const ratios = between(splits, 1, (total, value) => total * value);
  const cash = between(dividends, 0, (total, value) => total + value);
  for (const [index, { date, close }] of bars.entries()) {
    const before = bars[index - 1];
    if (!before) continue;
    moves[index] = Math.log(((close + cash(before.date, date)) * ratios(before.date, date)) / before.close);
  }
  return moves;
}

/** What falls after one date, up to and including another, asked for in ascending order. */
function between(values: ReadonlyMap<string, number>, none: number, combine: (total: number, value: number) => number) {
  const dated = [...values].toSorted(([a], [b]) => (a < b ? -1 : 1));
  let next = 0;
  return (after: string, until: string): number => {
    let total = none;
    for (let entry = dated[next]; entry && entry[0] <= until; entry = dated[++next]) {
      if (entry[0] > after) total = combine(total, entry[1]);
    }
    return total;
  };
}
