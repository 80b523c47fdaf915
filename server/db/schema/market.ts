import {
  date,
  doublePrecision,
  index,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

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

/** A range being fetched by a run, so that others wait for it instead of asking again; stale after its deadline. */
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

export const symbolFailures = pgTable(
  "symbol_failures",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    code: text("code").notNull(),
    reason: text("reason").notNull(),
    firstSeen: instant("first_seen").notNull(),
    lastSeen: instant("last_seen").notNull(),
    retryAfter: instant("retry_after").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.symbol] })],
);

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
    periodType: text("period_type", { enum: ["reported", "estimate"] }).notNull(),
    revenue: numeric("revenue"),
    grossProfit: numeric("gross_profit"),
    operatingIncome: numeric("operating_income"),
    netIncome: numeric("net_income"),
    ebitda: numeric("ebitda"),
    epsDiluted: doublePrecision("eps_diluted"),
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

/** When a symbol's statements were last asked for and when the next ones are due. */
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
