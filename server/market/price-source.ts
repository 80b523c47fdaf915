export type SourceName = "sample" | "files";

/** One session of one symbol on the source's basis. Prices are > 0; a price the source lacks is null, volume in shares. */
export interface Bar {
  date: string;
  open: number | null;
  high: number | null;
  low: number | null;
  close: number;
  volume: number | null;
}

/** On the ex-date; `value` is new shares per old for a split, money per share as traded for a dividend. */
export interface CorporateAction {
  date: string;
  kind: "split" | "dividend";
  value: number;
}

/** A cell the source holds but that is no price; it never becomes a bar. `value` is the text as found, `place` where. */
export interface RejectedCell {
  date: string;
  value: string;
  place: string;
  reason: string;
}

/** Bars ascending by date, at most one a session. `rejected` is absent when every cell in the range was usable. */
export interface DailyAnswer {
  symbol: string;
  bars: Bar[];
  actions: CorporateAction[];
  rejected?: readonly RejectedCell[];
}

/**
 * Why a symbol has no bars:
 * `unknown-symbol` the source does not know it · `no-data` known, but nothing in the range · `bad-data` nothing in the
 * range is a price · `duplicate-symbol` two files claim it · `bad-file` its file cannot be read · `source-unavailable`
 * the source as a whole cannot be reached.
 */
export type DailyFailureCode =
  | "unknown-symbol"
  | "no-data"
  | "bad-data"
  | "duplicate-symbol"
  | "bad-file"
  | "source-unavailable";

export interface DailyFailure {
  symbol: string;
  code: DailyFailureCode;
  reason: string;
}

export interface DailyResult {
  answers: DailyAnswer[];
  failures: DailyFailure[];
}

export type InstrumentKind = "stock" | "etf" | "fund";

/**
 * What a source says about a company or fund; null where it says nothing. `sector` is the source's own name for it
 * ("Technology", "Financial Services" …); money in `currency`; `dividendYield` 0–1; prices as traded.
 */
export interface Profile {
  symbol: string;
  kind: InstrumentKind;
  name: string | null;
  sector: string | null;
  industry: string | null;
  exchange: string | null;
  country: string | null;
  currency: string | null;
  marketCap: number | null;
  peRatio: number | null;
  forwardPe: number | null;
  dividendYield: number | null;
  beta: number | null;
  week52Low: number | null;
  week52High: number | null;
  targetLow: number | null;
  targetMean: number | null;
  targetHigh: number | null;
  description: string | null;
  website: string | null;
}

export type StatementFrequency = "quarterly" | "annual";

/** Flows cover the period, balances stand at its end; money in the reporting currency, `capex` ≥ 0. */
export interface Statement {
  periodEnd: string;
  frequency: StatementFrequency;
  periodType: "reported";
  income: {
    revenue: number | null;
    grossProfit: number | null;
    operatingIncome: number | null;
    netIncome: number | null;
    ebitda: number | null;
    epsDiluted: number | null;
  };
  balance: {
    totalAssets: number | null;
    currentAssets: number | null;
    totalLiabilities: number | null;
    currentLiabilities: number | null;
    totalDebt: number | null;
    cash: number | null;
    equity: number | null;
  };
  cashFlow: { operating: number | null; capex: number | null; freeCashFlow: number | null };
}

/** Analysts' mean expectation of a period not yet reported. */
export interface Estimate {
  periodEnd: string;
  frequency: StatementFrequency;
  periodType: "estimate";
  revenue: number | null;
  epsDiluted: number | null;
  epsLow: number | null;
  epsHigh: number | null;
  analysts: number | null;
}

/** Statements newest first: up to 12 quarters and 5 years. */
export interface Fundamentals {
  symbol: string;
  statements: Statement[];
  estimates: Estimate[];
  nextEarningsDate: string | null;
}

/**
 * Where prices come from. A source answers for each asked symbol exactly once, in `answers` or in `failures`, and under
 * the name it was asked by; one symbol's failure never hides another's bars. Dates are inclusive ISO dates.
 */
export interface PriceSource {
  readonly name: SourceName;
  readonly label: string;
  /** True where the numbers are made up; whoever shows one of them says so. */
  readonly simulated: boolean;
  /** `adjusted` closes already contain splits and dividends, so no action may be applied to them. */
  readonly basis: "as traded" | "adjusted";
  readonly attribution: string;
  /** Rejects only when `signal` is aborted; a source that cannot be reached is every symbol's failure. */
  daily(symbols: readonly string[], from: string, to: string, signal?: AbortSignal): Promise<DailyResult>;
  /** Null where the source has no profile of the symbol. */
  profile(symbol: string): Promise<Profile | null>;
  /** Null where the source has no statements of the symbol, as for funds. */
  fundamentals(symbol: string): Promise<Fundamentals | null>;
  /**
   * The last session whose closes this source has for all of those `symbols` it knows; null when it knows none of them.
   * Rejects with code `source-unavailable` when the source cannot be reached.
   */
  presentDate(now: Date, symbols: readonly string[]): Promise<string | null>;
}
