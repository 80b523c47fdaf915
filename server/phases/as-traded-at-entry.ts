import type { Position } from "./ports.ts";

/**
 * A position's quantity, entry and strike price as traded at entry: where they are given in the shares of a later day,
 * the splits of entry < ex ≤ that day are undone.
 *
 * @param splits of the symbol, an option's underlying, by ex-date: new shares per old
 */
export function asTradedAtEntry(position: Position, splits: ReadonlyMap<string, number>): Position {
  const { quantityAsOf, entryDate, quantity, entryPrice, strikePrice } = position;
  if (quantityAsOf === null) return position;
  let ratio = 1;
  for (const [date, value] of splits) if (date > entryDate && date <= quantityAsOf) ratio *= value;
  if (ratio === 1) return position;
  const strike = strikePrice === null ? null : strikePrice * ratio;
  return { ...position, quantity: quantity / ratio, entryPrice: entryPrice * ratio, strikePrice: strike };
}

/** The last day whose splits positions need: a run's final date, or a later one in whose shares a quantity is given. */
export function splitsThrough(positions: readonly Pick<Position, "quantityAsOf">[], finalDate: string): string {
  return positions.reduce(
    (last, { quantityAsOf }) => (quantityAsOf !== null && quantityAsOf > last ? quantityAsOf : last),
    finalDate,
  );
}
