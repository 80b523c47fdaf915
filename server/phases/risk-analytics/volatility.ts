import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { harForecast } from "#lib/analytics/har-forecast.ts";
import { type HoldingsReturns, holdingsReturns, PRICED_SHARE } from "#lib/analytics/holdings-returns.ts";
import { type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { percentileRank } from "#lib/analytics/percentile-rank.ts";
import { realizedVolatility } from "#lib/analytics/realized-volatility.ts";
import { rollingVolatility } from "#lib/analytics/rolling-volatility.ts";
import { simpleRegression } from "#lib/analytics/simple-regression.ts";
import { intAt, valueAt } from "#lib/analytics/value-at.ts";
import { volatilityTrend } from "#lib/analytics/volatility-trend.ts";
import { type Holding, isPublic } from "./holdings-at.ts";

/**
 * Reach of the current-holdings series. Every run has prices from 400 days before its first date; a little less, so that
 * the first return of the series is there whichever date the run began at, and a date's figures do not depend on that.
 */
const SERIES_DAYS = 394;
const INDEX_DAYS = 90;
const INDEX_MINIMUM = 30;
const TOO_FEW_PRICES = `less than ${100 * PRICED_SHARE}% of gross exposure is priced`;
const WITHOUT_RETURNS = `private positions and options, which have no returns, are more than ${100 - 100 * PRICED_SHARE}% of gross exposure`;

/** Returns of the run's symbols on one axis of sessions. */
export interface ReturnTable {
  readonly days: Int32Array;
  readonly returns: ReadonlyMap<string, Float64Array>;
}

export interface VolatilityFigures {
  readonly volatility21d: number | null;
  readonly volatility63d: number | null;
  readonly expectedVolatility: number | null;
  readonly expectedVolatilityIsMean: boolean | null;
  readonly volatilityTrend: "rising" | "falling" | "flat" | null;
  /** 0–100. */
  readonly volatilityPercentile: number | null;
  readonly seriesLength: number;
}

/** Σ wᵢ rᵢ with the weights of the session over the sessions up to it in which 80% of gross has a return. */
export function currentHoldingsSeries(
  holdings: readonly Holding[],
  equity: number,
  table: ReturnTable,
  session: number,
): Outcome<HoldingsReturns> {
  if (!holdings.some(isPublic)) return unknown("no public position is held");
  if (equity <= 0) return unknown("equity is not positive");
  const none = new Float64Array(table.days.length).fill(Number.NaN);
  const series = holdings.map((holding) => (hasReturns(holding) ? table.returns.get(holding.symbol) : null) ?? none);
  const weights = Float64Array.from(holdings, ({ exposure }) => exposure / equity);
  const from = calendarWindow(table.days, session, SERIES_DAYS);
  const found = holdingsReturns(weights, series, from, session + 1);
  if (found.returns.length > 0) return { value: found, reason: null };
  return unknown(withReturns(holdings) < PRICED_SHARE ? WITHOUT_RETURNS : TOO_FEW_PRICES);
}

function hasReturns({ kind }: Holding): boolean {
  return kind === "stock" || kind === "fund";
}

/** Share of gross exposure in what has a market price of its own, 0–1. */
function withReturns(holdings: readonly Holding[]): number {
  const gross = (held: readonly Holding[]) => held.reduce((sum, { exposure }) => sum + Math.abs(exposure), 0);
  return gross(holdings.filter(hasReturns)) / gross(holdings);
}

/** R² of the series on the index over 90 calendar days; null where it cannot be fitted. */
export function indexR2(
  { returns, sessions }: HoldingsReturns,
  index: Float64Array,
  days: Int32Array,
  session: number,
) {
  const onAxis = new Float64Array(days.length).fill(Number.NaN);
  for (let i = 0; i < returns.length; i++) onAxis[intAt(sessions, i)] = valueAt(returns, i);
  const from = calendarWindow(days, session, INDEX_DAYS);
  return simpleRegression(onAxis, index, from, session + 1, INDEX_MINIMUM).value?.rSquared ?? null;
}

/** The volatility block of a date; what is null has its reason, by figure. */
export function volatilityFigures(series: Outcome<HoldingsReturns>): {
  readonly figures: VolatilityFigures;
  readonly reasons: Readonly<Record<string, string>>;
} {
  const reasons: Record<string, string> = {};
  const noted = <T, U>(name: string, outcome: Outcome<T>, pick: (value: T) => U): U | null => {
    if (outcome.reason === null) return pick(outcome.value);
    reasons[name] = outcome.reason;
    return null;
  };
  const from = <T>(compute: (returns: Float64Array) => Outcome<T>): Outcome<T> =>
    series.value === null ? series : compute(series.value.returns);
  const realized = (length: number) =>
    from((returns) => realizedVolatility(returns, returns.length - length, returns.length, length));
  const rolling = rollingVolatility(series.value?.returns ?? new Float64Array(), 21);
  const forecast = from(harForecast);
  const figures = {
    volatility21d: noted("volatility21d", realized(21), (value) => value),
    volatility63d: noted("volatility63d", realized(63), (value) => value),
    expectedVolatility: noted("expectedVolatility", forecast, ({ volatility }) => volatility),
    expectedVolatilityIsMean: forecast.value?.replacedByMean ?? null,
    volatilityTrend: noted(
      "volatilityTrend",
      from(() => volatilityTrend(rolling)),
      ({ direction }) => direction,
    ),
    volatilityPercentile: noted(
      "volatilityPercentile",
      from(() => percentileRank(rolling)),
      (rank) => rank.percentilePct,
    ),
    seriesLength: series.value?.returns.length ?? 0,
  };
  return { figures, reasons };
}
