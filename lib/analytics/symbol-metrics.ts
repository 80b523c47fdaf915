import { averageDollarVolume } from "./average-dollar-volume.ts";
import { calendarWindow } from "./calendar-window.ts";
import { type MaxDrawdown, maxDrawdown } from "./max-drawdown.ts";
import type { Outcome } from "./outcome.ts";
import { type PriceRange, priceRange } from "./price-range.ts";
import { realizedVolatility } from "./realized-volatility.ts";
import { type ReferenceReturns, referenceReturns } from "./reference-returns.ts";
import { splitAdjustedCloses } from "./split-adjusted-closes.ts";
import { totalReturnIndex } from "./total-return-index.ts";
import { type Actions, totalReturns } from "./total-returns.ts";
import { intAt } from "./value-at.ts";

const YEAR_DAYS = 365;
/** Share of a volatility window's sessions that must have a return. */
const NEEDED_SHARE = 0.8;

export interface SymbolHistory {
  /** Epoch days of the sessions, ascending. */
  readonly days: Int32Array;
  /** As traded, NaN missing. */
  readonly closes: Float64Array;
  /** Shares as traded, NaN missing. */
  readonly volumes: Float64Array;
  readonly actions: Actions;
}

export interface SymbolMetrics {
  readonly returns: ReferenceReturns;
  /** Annualized, over the last 21, 63 and 252 sessions, of which 80% must have a return. */
  readonly volatility21: Outcome<number>;
  readonly volatility63: Outcome<number>;
  readonly volatility252: Outcome<number>;
  /** Of split-adjusted closes over 365 calendar days. */
  readonly range52Week: Outcome<PriceRange>;
  /** Of the total-return index over 365 calendar days; its indexes are sessions. */
  readonly maxDrawdown1y: Outcome<MaxDrawdown>;
  /** Mean of close × volume over the last 21 sessions. */
  readonly averageDollarVolume21: Outcome<number>;
}

/** What one symbol did up to session `at`, each number as its own function defines it. Later sessions are not read. */
export function symbolMetrics({ days, closes, volumes, actions }: SymbolHistory, at: number): SymbolMetrics {
  const end = at + 1;
  const returns = totalReturns(closes, actions);
  const index = totalReturnIndex(closes, actions);
  const yearStart = calendarWindow(days, at, YEAR_DAYS);
  const volatility = (sessions: number) =>
    realizedVolatility(returns, end - sessions, end, Math.ceil(NEEDED_SHARE * sessions));
  return {
    returns: referenceReturns(index, days, intAt(days, at)),
    volatility21: volatility(21),
    volatility63: volatility(63),
    volatility252: volatility(252),
    range52Week: priceRange(splitAdjustedCloses(closes, actions.splits, at), yearStart, end),
    maxDrawdown1y: maxDrawdown(index, yearStart, end),
    averageDollarVolume21: averageDollarVolume(closes, volumes, end - 21, end),
  };
}
