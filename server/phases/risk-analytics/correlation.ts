import { averageLinkageClusters, type CorrelationClusters } from "#lib/analytics/average-linkage-clusters.ts";
import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { type CorrelationMatrix, correlationMatrix } from "#lib/analytics/correlation-matrix.ts";
import { diversificationRatio } from "#lib/analytics/diversification-ratio.ts";
import { effectiveBets } from "#lib/analytics/effective-bets.ts";
import { meanAbsoluteCorrelation } from "#lib/analytics/mean-absolute-correlation.ts";
import { known, type Outcome, type Unknown, unknown } from "#lib/analytics/outcome.ts";
import { repairCorrelation } from "#lib/analytics/repair-correlation.ts";
import { intAt, valueAt } from "#lib/analytics/value-at.ts";
import { required } from "#lib/assert.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { portfolioCorrelations } from "#server/db/schema/analytics.ts";
import type { ReturnTable } from "./current-holdings.ts";
import { createFigureNotes } from "./figure-notes.ts";
import { type Holding, isPublic } from "./holdings-at.ts";

const WINDOW_DAYS = 90;
const LEAST_WEIGHT = 0.01;
/** What a weight may lack by rounding. */
const ROUNDING = 1e-12;

export interface CorrelationFigures {
  readonly correlationSymbols: number | null;
  readonly correlationMinimum: number | null;
  readonly meanAbsCorrelation: number | null;
  readonly diversificationRatio: number | null;
  readonly effectiveBets: number | null;
  readonly correlationClusters: number | null;
  readonly correlationRepaired: boolean | null;
}

export type CorrelationRow = Omit<BulkRow<typeof portfolioCorrelations>, "portfolioId" | "date" | "runId">;

export interface Correlation {
  readonly figures: CorrelationFigures;
  readonly reasons: Readonly<Record<string, string>>;
  /** Why symbols that could be correlated are not; empty where there are no two of them. */
  readonly lacking: readonly string[];
  /** The matrix itself; null where there is none. */
  readonly row: (() => CorrelationRow) | null;
}

/** A symbol of 1% of gross exposure or more. */
interface Weighted {
  readonly symbol: string;
  /** Signed, of gross exposure; all positions on the symbol together. */
  readonly weight: number;
}

interface Found {
  readonly symbols: readonly Weighted[];
  readonly matrix: CorrelationMatrix;
  readonly values: Float64Array;
  readonly repaired: boolean;
  readonly clusters: CorrelationClusters;
  readonly leftOut: Readonly<Record<string, string>>;
}

/**
 * How the symbols held on a date move together: Pearson's correlation of daily log returns over 90 calendar days.
 *
 * @param table log returns
 */
export function correlationFigures(holdings: readonly Holding[], table: ReturnTable, session: number): Correlation {
  const weights = weightsBySymbol(holdings.filter(isPublic), grossOf(holdings));
  const large = weights.filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT - ROUNDING);
  const none = nothingToCorrelate(weights.length, large.length);
  if (none !== null) return without(none, []);
  const found = correlated(weights, large, table, session);
  return found.value === null ? without(found, [found.reason]) : summaryOf(found.value);
}

function grossOf(holdings: readonly Holding[]): number {
  return holdings.reduce((sum, { exposure }) => sum + Math.abs(exposure), 0);
}

function weightsBySymbol(holdings: readonly Holding[], gross: number): Weighted[] {
  const bySymbol = new Map<string, number>();
  for (const { symbol, exposure } of holdings) bySymbol.set(symbol, (bySymbol.get(symbol) ?? 0) + exposure);
  return [...bySymbol]
    .map(([symbol, exposure]) => ({ symbol, weight: exposure / gross }))
    .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

function nothingToCorrelate(held: number, large: number): Unknown | null {
  if (held === 0) return unknown("no public position is held");
  if (held === 1) return unknown("one symbol is held: there is nothing to correlate it with");
  return large < 2 ? unknown("fewer than two symbols are 1% of gross exposure or more") : null;
}

function correlated(
  weights: readonly Weighted[],
  large: readonly Weighted[],
  { days, returns }: ReturnTable,
  session: number,
): Outcome<Found> {
  const priced = large.filter(({ symbol }) => returns.has(symbol));
  const series = priced.map(({ symbol }) => required(returns.get(symbol), symbol));
  const outcome = correlationMatrix(series, calendarWindow(days, session, WINDOW_DAYS), session + 1);
  const matrix = outcome.value;
  if (matrix === null || matrix.kept.length < 2) {
    return unknown(`${matrix?.kept.length ?? 0} of ${large.length} symbols with enough returns to correlate`);
  }
  const symbols = [...matrix.kept].map((index) => required(priced[index], "symbol"));
  const { values, repaired } = repairCorrelation(matrix.values, symbols.length);
  const clusters = averageLinkageClusters(values, symbols.length);
  const short = matrix.dropped.map(({ index, reason }) => [required(priced[index], "symbol").symbol, reason] as const);
  const leftOut = {
    ...Object.fromEntries(weights.filter((each) => !large.includes(each)).map(({ symbol }) => [symbol, TOO_SMALL])),
    ...Object.fromEntries(large.filter((each) => !priced.includes(each)).map(({ symbol }) => [symbol, "no prices"])),
    ...Object.fromEntries(short),
  };
  return known({ symbols, matrix, values, repaired, clusters, leftOut });
}

const TOO_SMALL = "less than 1% of gross exposure";

function summaryOf(found: Found): Correlation {
  const { symbols, matrix, values, repaired, clusters } = found;
  const n = symbols.length;
  const weights = Float64Array.from(symbols, ({ weight }) => weight);
  const { reasons, noted } = createFigureNotes();
  const figures = {
    correlationSymbols: n,
    correlationMinimum: matrix.fewestShared,
    meanAbsCorrelation: noted("meanAbsCorrelation", meanAbsoluteCorrelation(values, n)),
    diversificationRatio: noted("diversificationRatio", diversificationRatio(weights, matrix.deviations, values)),
    effectiveBets: noted("effectiveBets", effectiveBets(values, n)),
    correlationClusters: clusters.count,
    correlationRepaired: repaired,
  };
  return { figures, reasons, lacking: [], row: () => rowOf(found) };
}

function without(outcome: Unknown, lacking: readonly string[]): Correlation {
  const { reasons, noted } = createFigureNotes();
  const figures = {
    correlationSymbols: noted<number>("correlationSymbols", outcome),
    correlationMinimum: noted<number>("correlationMinimum", outcome),
    correlationRepaired: noted<boolean>("correlationRepaired", outcome),
    meanAbsCorrelation: noted<number>("meanAbsCorrelation", outcome),
    diversificationRatio: noted<number>("diversificationRatio", outcome),
    effectiveBets: noted<number>("effectiveBets", outcome),
    correlationClusters: noted<number>("correlationClusters", outcome),
  };
  return { figures, reasons, lacking, row: null };
}

/** In the order of the clusters. */
function rowOf({ symbols, matrix, values, repaired, clusters, leftOut }: Found): CorrelationRow {
  const n = symbols.length;
  const order = [...clusters.order];
  return {
    symbols: order.map((i) => required(symbols[i], "symbol").symbol),
    matrix: order.map((i) => order.map((j) => valueAt(values, i * n + j))),
    clusters: order.map((i) => intAt(clusters.clusters, i)),
    observations: order.map((i) => intAt(matrix.observations, i)),
    leftOut,
    repaired,
  };
}
