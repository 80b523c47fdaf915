import { getTableColumns } from "drizzle-orm";
import { symbolMetrics } from "#server/db/schema/market.ts";

const { source: _source, symbol: _symbol, ...columns } = getTableColumns(symbolMetrics);

/** Columns of a symbol's own figures and of why they are null, without whose they are. */
export const METRICS_COLUMNS = columns;

type Row = Omit<typeof symbolMetrics.$inferSelect, "source" | "symbol">;

/**
 * Of a symbol at `asOf`: returns, distance and drawdown as fractions, volatility annualized, prices and turnover in
 * dollars.
 */
export interface SymbolMetrics extends Omit<Row, "reasons"> {
  /** Figure → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}

export function shownMetrics({ reasons, ...figures }: Row): SymbolMetrics {
  return { ...figures, reasons: reasons ?? {} };
}
