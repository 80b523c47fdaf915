import {
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { PriceFileSummary } from "#lib/price-files/check-price-files.ts";
import { user } from "./auth.ts";
import { portfolios } from "./portfolio.ts";
import { runs } from "./run.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Daily bars as the source publishes them (as traded, or adjusted where the source has no actions). */
export const bars = pgTable(
  "bars",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    date: date("date").notNull(),
    open: doublePrecision("open"),
    high: doublePrecision("high"),
    low: doublePrecision("low"),
    close: doublePrecision("close").notNull(),
    volume: doublePrecision("volume"),
    /** Who supplied it, where that is not the source itself. */
    provider: text("provider"),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol, table.date] })],
);

/** Splits (value = new shares per old) and dividends (value = money per share as traded on the ex-date). */
export const corporateActions = pgTable(
  "corporate_actions",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    exDate: date("ex_date").notNull(),
    kind: text("kind", { enum: ["split", "dividend"] }).notNull(),
    value: doublePrecision("value").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol, table.exDate, table.kind] })],
);

/** Ranges already asked of a source; disjoint per symbol. */
export const priceCoverage = pgTable(
  "price_coverage",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    fromDate: date("from_date").notNull(),
    toDate: date("to_date").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol, table.fromDate] })],
);

/**
 * What a run is asking of a symbol, so that others wait for it instead of asking again; stale after its deadline. Under
 * the source's name its prices, under "yahoo profile" and "yahoo statements" those.
 */
export const priceClaims = pgTable(
  "price_claims",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    claimedBy: text("claimed_by").notNull(),
    deadline: instant("deadline").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol] })],
);

/** What a source's series of a symbol is: who supplies it, under which name, in which currency. */
export const symbolListings = pgTable(
  "symbol_listings",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    provider: text("provider").notNull(),
    /** The provider's own name for it, where another. */
    providerSymbol: text("provider_symbol"),
    /** ISO 4217, or "GBp" and its like for hundredths; null where the provider does not say. */
    currency: text("currency"),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol] })],
);

/** Symbols that providers now know by another name: a company renamed, a class of shares written otherwise. */
export const symbolAliases = pgTable("symbol_aliases", {
  symbol: text("symbol").primaryKey(),
  /** What live providers are asked for instead. */
  alias: text("alias").notNull(),
  note: text("note"),
  /** Who entered it; null where that user is gone. */
  createdBy: text("created_by").references(() => user.id, { onDelete: "set null" }),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** What a provider published otherwise than before: a close, or a split or dividend of a date already collected. */
export const restatements = pgTable(
  "restatements",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    date: date("date").notNull(),
    kind: text("kind", { enum: ["close", "split", "dividend"] }).notNull(),
    /** Null where there was, or now is, none. */
    before: doublePrecision("before"),
    after: doublePrecision("after"),
    provider: text("provider"),
    detectedAt: instant("detected_at").notNull(),
    /** The run that found it. */
    runId: uuid("run_id").references(() => runs.id, { onDelete: "set null" }),
  },
  (table) => [
    index("restatements_newest").on(table.detectedAt.desc().nullsFirst()),
    index("restatements_symbol").on(table.source, table.symbol, table.date),
    index("restatements_run").on(table.runId),
  ],
);

/** One row per live provider, shared by all processes: its tokens, its breaker, and how it has been doing. */
export const providerStates = pgTable("provider_states", {
  provider: text("provider", { enum: ["yahoo", "massive", "fmp"] }).primaryKey(),
  /** Requests that may be sent at once, as of `refilledAt`; below zero where some are waiting for their turn. */
  tokens: doublePrecision("tokens").notNull(),
  /** Lies ahead where a demanded pause holds the refilling up. */
  refilledAt: instant("refilled_at").notNull(),
  /** Milliseconds by which demanded pauses have moved the turns of those who waited, ever since. */
  movedMs: doublePrecision("moved_ms").notNull().default(0),
  /** The day, in UTC, that `usedToday` counts. */
  day: date("day").notNull(),
  usedToday: integer("used_today").notNull().default(0),
  /** Failures in a row. */
  failures: integer("failures").notNull().default(0),
  /** While this lies ahead, nothing is asked: after too many failures in a row, or as the provider demanded. */
  closedUntil: instant("closed_until"),
  /** Too many failures; one request finding out whether they are over; or the provider demanded it. */
  closedReason: text("closed_reason", { enum: ["failures", "trial", "demanded"] }),
  lastSuccessAt: instant("last_success_at"),
  lastErrorAt: instant("last_error_at"),
  lastErrorCode: text("last_error_code"),
  lastError: text("last_error"),
});

/** Price files uploaded with a portfolio; together they are its own price source. */
export const priceFiles = pgTable(
  "price_files",
  {
    portfolioId: uuid("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    content: text("content").notNull(),
    /** What was found in it, so that telling of it takes no reading. */
    summary: jsonb("summary").$type<PriceFileSummary>().notNull(),
    uploadedAt: instant("uploaded_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.name] })],
);

/** The nightly batch of a session: its symbol run, then a run of every portfolio. At most one a session. */
export const nightlyBatches = pgTable("nightly_batches", {
  session: date("session").primaryKey(),
  symbolRunId: uuid("symbol_run_id").references(() => runs.id, { onDelete: "set null" }),
  startedAt: instant("started_at").notNull(),
  /** When every portfolio's run had been put in line. */
  endedAt: instant("ended_at"),
  /** Runs put in line; portfolios that were up to date or at work already have none. */
  portfolioRuns: integer("portfolio_runs"),
});

export const symbolFailures = pgTable(
  "symbol_failures",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    code: text("code").notNull(),
    reason: text("reason").notNull(),
    /** Asked without success since it was first seen. */
    attempts: integer("attempts").notNull().default(1),
    firstSeen: instant("first_seen").notNull(),
    lastSeen: instant("last_seen").notNull(),
    retryAfter: instant("retry_after").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol] })],
);

/** Without a kind: the source had no profile when it was asked. */
export const companyProfiles = pgTable(
  "company_profiles",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    name: text("name"),
    /** The provider's own sector name; GICS names are derived where tags and weights are made. */
    sector: text("sector"),
    industry: text("industry"),
    exchange: text("exchange"),
    country: text("country"),
    currency: text("currency"),
    kind: text("kind", { enum: ["stock", "etf", "fund"] }),
    marketCap: numeric("market_cap"),
    peRatio: doublePrecision("pe_ratio"),
    forwardPe: doublePrecision("forward_pe"),
    /** 0–1. */
    dividendYield: doublePrecision("dividend_yield"),
    beta: doublePrecision("beta"),
    week52Low: doublePrecision("week_52_low"),
    week52High: doublePrecision("week_52_high"),
    targetLow: doublePrecision("target_low"),
    targetMean: doublePrecision("target_mean"),
    targetHigh: doublePrecision("target_high"),
    description: text("description"),
    website: text("website"),
    valuationAt: instant("valuation_at"),
    estimatesAt: instant("estimates_at"),
    staticAt: instant("static_at"),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol] })],
);

/** One statement of one period, with the ratios derived from it. Money in the reporting currency. */
export const fundamentals = pgTable(
  "fundamentals",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    periodEnd: date("period_end").notNull(),
    frequency: text("frequency", { enum: ["quarterly", "annual"] }).notNull(),
    /** `ttm`: the provider's own trailing twelve months, apart from the years. */
    periodType: text("period_type", { enum: ["reported", "ttm", "estimate"] }).notNull(),
    /** As the company reports it. */
    fiscalYear: smallint("fiscal_year"),
    fiscalPeriod: text("fiscal_period", { enum: ["Q1", "Q2", "Q3", "Q4", "FY"] }),
    currency: text("currency"),
    revenue: numeric("revenue"),
    grossProfit: numeric("gross_profit"),
    operatingIncome: numeric("operating_income"),
    netIncome: numeric("net_income"),
    ebitda: numeric("ebitda"),
    epsDiluted: doublePrecision("eps_diluted"),
    /** Of estimates: the lowest and highest of so many analysts'. */
    epsLow: doublePrecision("eps_low"),
    epsHigh: doublePrecision("eps_high"),
    analysts: smallint("analysts"),
    totalAssets: numeric("total_assets"),
    currentAssets: numeric("current_assets"),
    totalLiabilities: numeric("total_liabilities"),
    currentLiabilities: numeric("current_liabilities"),
    totalDebt: numeric("total_debt"),
    cash: numeric("cash"),
    equity: numeric("equity"),
    operatingCashFlow: numeric("operating_cash_flow"),
    capitalExpenditure: numeric("capital_expenditure"),
    freeCashFlow: numeric("free_cash_flow"),
    workingCapital: numeric("working_capital"),
    netDebt: numeric("net_debt"),
    /** Margins 0–1. */
    grossMargin: doublePrecision("gross_margin"),
    operatingMargin: doublePrecision("operating_margin"),
    netMargin: doublePrecision("net_margin"),
    freeCashFlowMargin: doublePrecision("free_cash_flow_margin"),
    currentRatio: doublePrecision("current_ratio"),
    debtToEquity: doublePrecision("debt_to_equity"),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.symbol, table.periodEnd, table.frequency, table.periodType] }),
  ],
);

/** When a symbol's statements were last asked for, with or without there being any, and when the next ones are due. */
export const fundamentalsSync = pgTable(
  "fundamentals_sync",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    fetchedAt: instant("fetched_at").notNull(),
    nextEarningsDate: date("next_earnings_date"),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol] })],
);

/** Published S&P 500 sector weights, dated. */
export const indexSectorWeights = pgTable(
  "index_sector_weights",
  {
    asOf: date("as_of").notNull(),
    sector: text("sector").notNull(),
    /** 0–1. */
    weight: doublePrecision("weight").notNull(),
    origin: text("origin").notNull(),
  },
  (table) => [primaryKey({ columns: [table.asOf, table.sector] })],
);

/** The twelve factor exposures of a symbol at a date, each fit with R² and n, reasons for those that could not be fitted. */
export const symbolFactors = pgTable(
  "symbol_factors",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    date: date("date").notNull(),
    marketBeta: doublePrecision("market_beta"),
    marketAlpha: doublePrecision("market_alpha"),
    marketR2: doublePrecision("market_r2"),
    marketStandardError: doublePrecision("market_standard_error"),
    marketT: doublePrecision("market_t"),
    marketP: doublePrecision("market_p"),
    marketN: smallint("market_n").notNull(),
    rateBeta: doublePrecision("rate_beta"),
    rateAlpha: doublePrecision("rate_alpha"),
    rateR2: doublePrecision("rate_r2"),
    rateStandardError: doublePrecision("rate_standard_error"),
    rateT: doublePrecision("rate_t"),
    rateP: doublePrecision("rate_p"),
    rateN: smallint("rate_n").notNull(),
    growthValueSpread: doublePrecision("growth_value_spread"),
    growthValueSpreadR2: doublePrecision("growth_value_spread_r2"),
    momentumSpread: doublePrecision("momentum_spread"),
    momentumSpreadR2: doublePrecision("momentum_spread_r2"),
    sizeSpread: doublePrecision("size_spread"),
    sizeSpreadR2: doublePrecision("size_spread_r2"),
    qualitySpread: doublePrecision("quality_spread"),
    qualitySpreadR2: doublePrecision("quality_spread_r2"),
    spreadN: smallint("spread_n").notNull(),
    value: doublePrecision("value"),
    growth: doublePrecision("growth"),
    momentum: doublePrecision("momentum"),
    quality: doublePrecision("quality"),
    size: doublePrecision("size"),
    lowVolatility: doublePrecision("low_volatility"),
    ridgeR2: doublePrecision("ridge_r2"),
    ridgeN: smallint("ridge_n").notNull(),
    /** Factor id → why its beta is null; null when all are there. */
    reasons: jsonb("reasons").$type<Record<string, string>>(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol, table.date] })],
);

/** The thirteenth factor: the provider's own one-year beta, published for the present only. */
export const providerBetas = pgTable(
  "provider_betas",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    date: date("date").notNull(),
    beta: doublePrecision("beta").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol, table.date] })],
);

/** Returns and ratios as fractions (0.01 = 1%); volatilities annualized by √252. */
export const symbolMetrics = pgTable(
  "symbol_metrics",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    asOf: date("as_of").notNull(),
    close: doublePrecision("close"),
    return1d: doublePrecision("return_1d"),
    return1w: doublePrecision("return_1w"),
    returnMtd: doublePrecision("return_mtd"),
    return1m: doublePrecision("return_1m"),
    return3m: doublePrecision("return_3m"),
    returnYtd: doublePrecision("return_ytd"),
    return1y: doublePrecision("return_1y"),
    volatility21d: doublePrecision("volatility_21d"),
    volatility63d: doublePrecision("volatility_63d"),
    volatility252d: doublePrecision("volatility_252d"),
    week52High: doublePrecision("week_52_high"),
    week52Low: doublePrecision("week_52_low"),
    distanceFromHigh: doublePrecision("distance_from_high"),
    maxDrawdown1y: doublePrecision("max_drawdown_1y"),
    averageDollarVolume21d: doublePrecision("average_dollar_volume_21d"),
    /** Metric → why it is null. */
    reasons: jsonb("reasons").$type<Record<string, string>>(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.symbol, table.asOf] }),
    index("symbol_metrics_latest").on(table.source, table.symbol, table.asOf.desc()),
  ],
);
