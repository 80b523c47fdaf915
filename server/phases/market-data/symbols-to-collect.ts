import type { RunScope } from "#server/engine/phase.ts";
import type { DateRange } from "#server/market/coverage.ts";
import { OPTIONAL_REGRESSORS, REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import type { PhasePorts } from "../ports.ts";
import { pricedSymbol } from "../position-kind.ts";

/** The symbols whose prices count: the portfolio's, then the ETFs the factors need. */
export function countedSymbols({ symbols }: Pick<PhasePorts, "symbols">): string[] {
  return [...new Set([...symbols, ...REQUIRED_REGRESSORS])];
}

/** ETFs that are stored where the source has them. */
export function uncountedSymbols(ports: Pick<PhasePorts, "symbols">): string[] {
  const counted = new Set(countedSymbols(ports));
  return OPTIONAL_REGRESSORS.filter((symbol) => !counted.has(symbol));
}

/**
 * The range a symbol's prices are needed in. It reaches back to the first entry where that is before the run's own
 * history, since a split since then changes the quantity held.
 */
export function neededRange(
  symbol: string,
  { positions, pricesFrom }: Pick<PhasePorts, "positions" | "pricesFrom">,
  { finalDate }: Pick<RunScope, "finalDate">,
): DateRange {
  const entries = positions.filter((position) => pricedSymbol(position) === symbol).map(({ entryDate }) => entryDate);
  return { from: [pricesFrom, ...entries].toSorted()[0] ?? pricesFrom, to: finalDate };
}
