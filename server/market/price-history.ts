/** Which stored prices are wanted. */
export interface PriceRange {
  readonly source: string;
  readonly symbols: readonly string[];
  /** Inclusive ISO dates. */
  readonly from: string;
  readonly to: string;
}

/** Stored prices of a universe over a grid of sessions; one column per symbol, NaN where there is no bar. */
export interface PriceTable {
  /** Ascending ISO dates of NYSE sessions. */
  readonly sessions: readonly string[];
  readonly columns: ReadonlyMap<string, PriceColumn>;
}

export interface PriceColumn {
  readonly close: Float64Array;
  /** Splits by ex-date: new shares per old. */
  readonly splits: ReadonlyMap<string, number>;
  /** Dividends by ex-date: money per share as traded on that date. */
  readonly dividends: ReadonlyMap<string, number>;
  /** Total returns (close_t + dividend) × split / close_{t−1} − 1 between adjacent sessions, NaN where either close is missing. */
  readonly returns: Float64Array;
}

/** The run's prices; the table is read on first use and kept until `forget`. */
export interface PriceHistory {
  table(): Promise<PriceTable>;
  /** Volumes of those of the symbols on the table's sessions, NaN where unknown; read each time: one phase wants them. */
  volumes(symbols: readonly string[]): Promise<ReadonlyMap<string, Float64Array>>;
  /** Called after prices have been stored, so that the next read sees them. */
  forget(): void;
}
