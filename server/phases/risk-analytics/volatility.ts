import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { harForecast } from "#lib/analytics/har-forecast.ts";
import type { HoldingsReturns } from "#lib/analytics/holdings-returns.ts";
import type { Outcome } from "#lib/analytics/outcome.ts";
import { percentileRank } from "#lib/analytics/percentile-rank.ts";
import { realizedVolatility } from "#lib/analytics/realized-volatility.ts";
import { rollingVolatility } from "#lib/analytics/rolling-volatility.ts";
import { simpleRegression } from "#lib/analytics/simple-regression.ts";
import { intAt, valueAt } from "#lib/analytics/value-at.ts";
import { volatilityTrend } from "#lib/analytics/volatility-trend.ts";
import { createFigureNotes } from "./figure-notes.ts";

const INDEX_DAYS = 90;
const INDEX_MINIMUM = 30;

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
  const { reasons, noted } = createFigureNotes();
  const from = <T>(compute: (returns: Float64Array) => Outcome<T>): Outcome<T> =>
    series.value === null ? series : compute(series.value.returns);
  const realized = (length: number) =>
    from((returns) => realizedVolatility(returns, returns.length - length, returns.length, length));
  const rolling = rollingVolatility(series.value?.returns ?? new Float64Array(), 21);
  const forecast = from(harForecast);
  const trend = from(() => volatilityTrend(rolling));
  const rank = from(() => percentileRank(rolling));
  const figures = {
    volatility21d: noted("volatility21d", realized(21)),
    volatility63d: noted("volatility63d", realized(63)),
    expectedVolatility: noted("expectedVolatility", forecast)?.volatility ?? null,
    expectedVolatilityIsMean: forecast.value?.replacedByMean ?? null,
    volatilityTrend: noted("volatilityTrend", trend)?.direction ?? null,
    volatilityPercentile: noted("volatilityPercentile", rank)?.percentilePct ?? null,
    seriesLength: series.value?.returns.length ?? 0,
  };
  return { figures, reasons };
}
