import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { type HoldingsReturns, holdingsReturns, PRICED_SHARE } from "#lib/analytics/holdings-returns.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { intAt } from "#lib/analytics/value-at.ts";
import { type Holding, hasExposure, isPublic } from "./holdings-at.ts";

/**
 * Reach of the series of tail risk: 500 returns and some more. Every run has prices from 800 days before its first date;
 * a little less, so that the first return of the series is there whichever date the run began at, and a date's figures
 * do not depend on that.
 */
const TAIL_DAYS = 793;
/** Reach of the series of volatility: at least 272 sessions, whose returns give the 252 21-day volatilities that are ranked. */
export const VOLATILITY_DAYS = 404;
const TOO_FEW_PRICES = `less than ${100 * PRICED_SHARE}% of gross exposure is priced`;
const WITHOUT_RETURNS = `private positions, which have no returns, are more than ${100 - 100 * PRICED_SHARE}% of gross exposure`;

/** Returns of the run's symbols on one axis of sessions. */
export interface ReturnTable {
  readonly days: Int32Array;
  readonly returns: ReadonlyMap<string, Float64Array>;
}

/**
 * Σ wᵢ rᵢ with the weights of a session over the sessions up to it in which 80% of gross has a return; an option moves as
 * its underlying, by its delta exposure.
 */
export interface CurrentHoldings {
  /** At most about two years of them. */
  readonly tail: Outcome<HoldingsReturns>;
  /** The newest of the same, of about thirteen months. */
  readonly volatility: Outcome<HoldingsReturns>;
}

/** The series of a session, over both reaches. */
export function currentHoldings(
  holdings: readonly Holding[],
  equity: number,
  table: ReturnTable,
  session: number,
): CurrentHoldings {
  const missing = missingInput(holdings, equity);
  if (missing !== null) return { tail: unknown(missing), volatility: unknown(missing) };
  const none = new Float64Array(table.days.length).fill(Number.NaN);
  const isSeen = (holding: Holding) => isPublic(holding) && hasExposure(holding);
  const series = holdings.map((holding) => (isSeen(holding) ? table.returns.get(holding.symbol) : null) ?? none);
  const weights = Float64Array.from(holdings, ({ exposure }) => exposure / equity);
  const all = holdingsReturns(weights, series, calendarWindow(table.days, session, TAIL_DAYS), session + 1);
  const newest = newestOf(all, calendarWindow(table.days, session, VOLATILITY_DAYS));
  const why = withReturns(holdings) < PRICED_SHARE ? WITHOUT_RETURNS : TOO_FEW_PRICES;
  const orUnknown = (found: HoldingsReturns) => (found.returns.length > 0 ? known(found) : unknown(why));
  return { tail: orUnknown(all), volatility: orUnknown(newest) };
}

function missingInput(holdings: readonly Holding[], equity: number): string | null {
  if (!holdings.some(isPublic)) return "no public position is held";
  return equity > 0 ? null : "equity is not positive";
}

/** The returns from a session of the table on. */
function newestOf({ returns, sessions }: HoldingsReturns, from: number): HoldingsReturns {
  let first = 0;
  while (first < sessions.length && intAt(sessions, first) < from) first++;
  return { returns: returns.subarray(first), sessions: sessions.subarray(first) };
}

/** Share of gross exposure in what has a market price behind it, 0–1. */
function withReturns(holdings: readonly Holding[]): number {
  const gross = (held: readonly Holding[]) => held.reduce((sum, { exposure }) => sum + Math.abs(exposure), 0);
  return gross(holdings.filter(isPublic)) / gross(holdings);
}
