import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import type { Outcome } from "#lib/analytics/outcome.ts";
import { priceAt } from "#lib/analytics/price-at.ts";
import { sessionActions } from "#lib/analytics/session-actions.ts";
import { symbolMetrics } from "#lib/analytics/symbol-metrics.ts";
import { intAt } from "#lib/analytics/value-at.ts";
import type { symbolMetrics as symbolMetricsTable } from "#server/db/schema/market.ts";
import type { PriceColumn } from "#server/market/price-history.ts";

type Row = Omit<typeof symbolMetricsTable.$inferInsert, "source" | "symbol" | "asOf">;

/**
 * A year, and a week for the close that a return refers to. Every run has prices from longer ago; no more of them is
 * looked at, so that the figures are the same to the last digit whichever date the run began at.
 */
const REACH_DAYS = 400;

/** The sessions of a table, ascending, and their epoch days. */
export interface TableSessions {
  readonly sessions: readonly string[];
  readonly days: Int32Array;
}

/** A symbol's figures at the last session of the table, each null with its reason where it cannot be computed. */
export function metricsRow(table: TableSessions, column: PriceColumn, volumesOfTable: Float64Array): Row {
  const from = calendarWindow(table.days, table.days.length - 1, REACH_DAYS);
  const [sessions, days] = [table.sessions.slice(from), table.days.subarray(from)];
  const [closes, volumes] = [column.close.subarray(from), volumesOfTable.subarray(from)];
  const at = sessions.length - 1;
  const actions = sessionActions(sessions, column.splits, column.dividends);
  const metrics = symbolMetrics({ days, closes, volumes, actions }, at);
  const { returns, range52Week: range } = metrics;
  const reasons: Record<string, string> = {};
  const stored = <T>(name: keyof Row, outcome: Outcome<T>, pick: (value: T) => number): number | null => {
    if (outcome.reason === null) return pick(outcome.value);
    reasons[name] = outcome.reason;
    return null;
  };
  const number = (name: keyof Row, outcome: Outcome<number>) => stored(name, outcome, (value) => value);
  const row = {
    close: stored("close", priceAt(closes, days, intAt(days, at)), ({ price }) => price),
    return1d: number("return1d", returns["1d"]),
    return1w: number("return1w", returns["1w"]),
    returnMtd: number("returnMtd", returns.mtd),
    return1m: number("return1m", returns["1m"]),
    return3m: number("return3m", returns["3m"]),
    returnYtd: number("returnYtd", returns.ytd),
    return1y: number("return1y", returns["1y"]),
    volatility21d: number("volatility21d", metrics.volatility21),
    volatility63d: number("volatility63d", metrics.volatility63),
    volatility252d: number("volatility252d", metrics.volatility252),
    week52High: stored("week52High", range, ({ high }) => high),
    week52Low: stored("week52Low", range, ({ low }) => low),
    distanceFromHigh: stored("distanceFromHigh", range, ({ fromHigh }) => fromHigh),
    maxDrawdown1y: stored("maxDrawdown1y", metrics.maxDrawdown1y, ({ depth }) => depth),
    averageDollarVolume21d: number("averageDollarVolume21d", metrics.averageDollarVolume21),
  };
  return { ...row, reasons: Object.keys(reasons).length > 0 ? reasons : null };
}
