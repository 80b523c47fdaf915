/** A ticker the simulated market no longer knows, and what it became. */
export interface Renaming {
  readonly symbol: string;
  readonly date: string;
}

/** The sessions on which a symbol trades: all of them unless said otherwise. */
export interface TradingLife {
  /** Its first session; null for since ever. */
  readonly listedOn: string | null;
  /** Its last session; null for still traded. */
  readonly delistedAfter: string | null;
  /** It trades on one session in so many. */
  readonly everySessions: number;
}

const ORDINARY: TradingLife = { listedOn: null, delistedAfter: null, everySessions: 1 };

const LIVES: ReadonlyMap<string, TradingLife> = new Map([
  ["FIG", { ...ORDINARY, listedOn: "2025-07-31" }],
  ["HZNP", { ...ORDINARY, delistedAfter: "2025-10-06" }],
  // Four sessions are at most a week, so that there is always a price, if mostly a stale one.
  ["QHBC", { ...ORDINARY, everySessions: 4 }],
]);

/** Old tickers with the ones that took their place. */
export const RENAMINGS: ReadonlyMap<string, Renaming> = new Map([["FB", { symbol: "META", date: "2022-06-09" }]]);

/** When a symbol trades. */
export function tradingLife(symbol: string): TradingLife {
  return LIVES.get(symbol) ?? ORDINARY;
}

/** Whether the symbol is listed on a date. */
export function isListed({ listedOn, delistedAfter }: TradingLife, date: string): boolean {
  return (listedOn === null || listedOn <= date) && (delistedAfter === null || date <= delistedAfter);
}
