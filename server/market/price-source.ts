import type { CloseFault } from "#lib/price-files/close-fault.ts";

/** A live provider of market data, asked over the network. */
export type ProviderName = "yahoo" | "massive" | "fmp";

/**
 * Where a portfolio's prices come from, and the key of everything stored about its symbols: one live provider; `live`,
 * the providers in the operator's order, each asked for what those before it do not have; the operator's `files`; files
 * uploaded with one portfolio; or the simulated market.
 */
export type SourceName = "live" | ProviderName | "files" | "sample" | `upload:${string}`;

/** What a source or provider can be asked for. `option-quotes`: `daily` also knows OCC option symbols; `fx`: and "EUR/USD". */
export type Capability = "daily" | "profile" | "fundamentals" | "search" | "option-quotes" | "fx";

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
  /** Absent of cells that are no close of a date. */
  fault?: CloseFault;
}

/** What an answer is a series of, beside its prices. */
export interface Listing {
  /** Who answered: a provider's name, or the source's own. */
  readonly provider: string;
  /** What the provider calls it, where that is not the symbol asked for: a class share, or an alias. */
  readonly providerSymbol: string | null;
  /** ISO 4217, or "GBp" and its like for hundredths of it; null where the provider does not say, as for files. */
  readonly currency: string | null;
}

/** Bars ascending by date, at most one a session. `rejected` is absent when every cell in the range was usable. */
export interface DailyAnswer {
  symbol: string;
  bars: Bar[];
  actions: CorporateAction[];
  rejected?: readonly RejectedCell[];
  /** Absent where there is nothing to say of it: the source itself answered under the symbol asked for, in dollars. */
  listing?: Listing;
  /**
   * The first date it holds from, where the provider cannot look further back in the range: its own history begins
   * there, not the symbol's. Absent where it holds for all of the range.
   */
  readonly from?: string;
  /** What another provider says of the dates before `from`. */
  readonly earlier?: DailyAnswer;
}

/**
 * Why a symbol has no bars:
 * `unknown-symbol` the source does not know it · `no-data` known, but nothing in the range · `bad-data` nothing in the
 * range is a price · `duplicate-symbol` two files claim it · `bad-file` its file cannot be read · `bad-response` the
 * provider answered with something that is no price table · `rate-limited` it refused for too many requests, or its
 * quota is spent · `unauthorized` it refused the key · `source-unavailable` the source as a whole cannot be reached.
 */
export type DailyFailureCode =
  | "unknown-symbol"
  | "no-data"
  | "bad-data"
  | "duplicate-symbol"
  | "bad-file"
  | "bad-response"
  | "rate-limited"
  | "unauthorized"
  | "source-unavailable";

export interface DailyFailure {
  symbol: string;
  code: DailyFailureCode;
  reason: string;
}

/** What asking one provider cost: requests sent, those of them that repeated a failed one, and where the time went. */
export interface ProviderUsage {
  readonly provider: string;
  readonly requests: number;
  readonly retries: number;
  /** Milliseconds until its answers were there, summed over requests. */
  readonly busyMs: number;
  /** Milliseconds spent waiting until it could be asked: its quota, and the pauses it demanded. */
  readonly waitedMs: number;
}

export interface DailyResult {
  answers: DailyAnswer[];
  failures: DailyFailure[];
  /** Absent where no provider was asked over the network. */
  usage?: readonly ProviderUsage[];
}

/** A symbol that a search found. */
export interface SymbolMatch {
  readonly symbol: string;
  readonly name: string | null;
  readonly exchange: string | null;
  readonly kind: InstrumentKind | "other";
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

/**
 * Flows cover the period, balances stand at its end; money in `currency`, `capex` ≥ 0. `ttm` are the provider's own
 * trailing twelve months, kept apart from the years. Fiscal year and period are as the company reports them.
 */
export interface Statement {
  periodEnd: string;
  frequency: StatementFrequency;
  periodType: "reported" | "ttm";
  fiscalYear: number | null;
  fiscalPeriod: "Q1" | "Q2" | "Q3" | "Q4" | "FY" | null;
  currency: string | null;
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

/** What a source and a live provider have in common: asked for a symbol, it answers under the name it was asked by. */
export interface MarketData {
  readonly label: string;
  readonly attribution: string;
  readonly capabilities: ReadonlySet<Capability>;
  /**
   * Answers for each asked symbol exactly once, in `answers` or in `failures`; one symbol's failure never hides another's
   * bars. Dates are inclusive ISO dates. Rejects only when `signal` is aborted; a provider that cannot be reached is
   * every symbol's failure.
   */
  daily(symbols: readonly string[], from: string, to: string, signal?: AbortSignal): Promise<DailyResult>;
  /** Null where there is no profile of the symbol. */
  profile(symbol: string, signal?: AbortSignal): Promise<Profile | null>;
  /** Null where there are no statements of the symbol, as for funds. */
  fundamentals(symbol: string, signal?: AbortSignal): Promise<Fundamentals | null>;
  /** The best matches of part of a symbol or name, best first; at most ten. */
  search(query: string, signal?: AbortSignal): Promise<SymbolMatch[]>;
}

/** A live provider: closes as traded with their splits and dividends, whatever form it publishes them in. */
export interface MarketProvider extends MarketData {
  readonly name: ProviderName;
}

/** Where prices come from, as a portfolio names it. */
export interface PriceSource extends MarketData {
  readonly name: SourceName;
  /** True where the numbers are made up; whoever shows one of them says so. */
  readonly simulated: boolean;
  /** True where asking goes over the network: unknown symbols are then not asked for again before a while has passed. */
  readonly remote: boolean;
  /** `adjusted` closes already contain splits and dividends, so no action may be applied to them. */
  readonly basis: "as traded" | "adjusted";
  /**
   * The last session whose closes this source has for all of those `symbols` it knows; null when it knows none of them.
   * Rejects with code `source-unavailable` when the source cannot be reached.
   */
  presentDate(now: Date, symbols: readonly string[]): Promise<string | null>;
}
