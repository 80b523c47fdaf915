import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { portfolios, positions } from "./portfolio.ts";
import { runs } from "./run.ts";

const portfolioId = () =>
  uuid("portfolio_id")
    .notNull()
    .references(() => portfolios.id, { onDelete: "cascade" });
const runId = () => uuid("run_id").references(() => runs.id, { onDelete: "set null" });

/** One row per portfolio and session, replaced whole. Money unrounded, returns as fractions. */
export const snapshots = pgTable(
  "snapshots",
  {
    portfolioId: portfolioId(),
    date: date("date").notNull(),
    runId: runId(),
    equity: numeric("equity").notNull(),
    cash: numeric("cash").notNull(),
    marketValue: numeric("market_value").notNull(),
    longExposure: numeric("long_exposure").notNull(),
    shortExposure: numeric("short_exposure").notNull(),
    grossExposure: numeric("gross_exposure").notNull(),
    netExposure: numeric("net_exposure").notNull(),
    pnl: numeric("pnl").notNull(),
    realizedPnl: numeric("realized_pnl").notNull(),
    dividends: numeric("dividends").notNull(),
    flow: numeric("flow").notNull(),
    cumulativePnl: numeric("cumulative_pnl").notNull(),
    /** Null once equity has been ≤ 0. */
    dailyReturn: doublePrecision("daily_return"),
    /** Growth of 1 since just before the first session; null where the time-weighted return has ended. */
    twrIndex: doublePrecision("twr_index"),
    drawdown: doublePrecision("drawdown"),
    returnReason: text("return_reason"),
    xirr: doublePrecision("xirr"),
    /** Why there is no XIRR though there were flows: no rate solves them, or several do. */
    xirrReason: text("xirr_reason"),
    positionCount: integer("position_count").notNull(),
    longCount: integer("long_count").notNull(),
    shortCount: integer("short_count").notNull(),
    staleCount: integer("stale_count").notNull(),
    /** Share of gross exposure with a price of the date itself, 0–1; null without exposure. */
    pricedShare: doublePrecision("priced_share"),
    /** True when ledger cash is negative. */
    margin: boolean("margin").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portfolioId, table.date] }),
    // Runs that are deleted are forgotten by what they wrote: not by reading all of it. Here and below.
    index("snapshots_run").on(table.runId),
  ],
);

/** One row per held position and session. */
export const positionValues = pgTable(
  "position_values",
  {
    portfolioId: portfolioId(),
    positionId: uuid("position_id")
      .notNull()
      .references(() => positions.id, { onDelete: "cascade" }),
    date: date("date").notNull(),
    quantity: numeric("quantity").notNull(),
    price: numeric("price"),
    priceDate: date("price_date"),
    /** What the price rests on; see `MARK_ORIGINS` of the ledger. */
    priceOrigin: text("price_origin"),
    /** Why the price is not what one would expect, e.g. the volatility behind a model's mark had to be assumed. */
    priceNote: text("price_note"),
    marketValue: numeric("market_value").notNull(),
    /** Market value; of options delta × underlying close × contracts × 100; null where not known, 0 for cash. */
    exposure: numeric("exposure"),
    unrealizedPnl: numeric("unrealized_pnl").notNull(),
    realizedPnl: numeric("realized_pnl").notNull(),
    /** Exposure, signed, of equity; null where equity ≤ 0 and for cash. */
    weight: doublePrecision("weight"),
    /** Of options, per share of the underlying: volatility annualized as a fraction; vega and rho per 1.00, theta a year. */
    impliedVolatility: doublePrecision("implied_volatility"),
    delta: doublePrecision("delta"),
    gamma: doublePrecision("gamma"),
    vega: doublePrecision("vega"),
    theta: doublePrecision("theta"),
    rho: doublePrecision("rho"),
  },
  (table) => [
    primaryKey({ columns: [table.positionId, table.date] }),
    index("position_values_portfolio_date").on(table.portfolioId, table.date),
  ],
);

/** One row per portfolio, session and factor (13). */
export const portfolioFactors = pgTable(
  "portfolio_factors",
  {
    portfolioId: portfolioId(),
    date: date("date").notNull(),
    factor: text("factor").notNull(),
    /** Σ signed weight × beta; null with a reason where no position has one. */
    exposure: doublePrecision("exposure"),
    dollarExposure: numeric("dollar_exposure"),
    /** Share of public gross with a beta, 0–1. */
    coverage: doublePrecision("coverage"),
    /** Of the current-holdings series on the index, where defined for the factor. */
    r2: doublePrecision("r2"),
    reason: text("reason"),
    /** Variance inflation of the factor's spread beside the other spreads; null with a reason. Of spread factors only. */
    vif: doublePrecision("vif"),
    vifReason: text("vif_reason"),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.date, table.factor] })],
);

/**
 * Volatility, concentration, correlation summary, tail risk and ratios per portfolio and session. Volatilities
 * annualized; value at risk and expected shortfall of one day as fractions of equity, losses positive.
 */
export const portfolioRisk = pgTable(
  "portfolio_risk",
  {
    portfolioId: portfolioId(),
    date: date("date").notNull(),
    runId: runId(),
    volatility21d: doublePrecision("volatility_21d"),
    volatility63d: doublePrecision("volatility_63d"),
    expectedVolatility: doublePrecision("expected_volatility"),
    /** True where the HAR forecast left the fitted range and the sample mean stands instead. */
    expectedVolatilityIsMean: boolean("expected_volatility_is_mean"),
    volatilityTrend: text("volatility_trend", { enum: ["rising", "falling", "flat"] }),
    volatilityPercentile: doublePrecision("volatility_percentile"),
    seriesLength: integer("series_length"),
    hhi: doublePrecision("hhi"),
    effectivePositions: doublePrecision("effective_positions"),
    top3: doublePrecision("top_3"),
    top10: doublePrecision("top_10"),
    /** Symbols in the correlation matrix, and the fewest returns of a pair of them. */
    correlationSymbols: integer("correlation_symbols"),
    correlationMinimum: integer("correlation_minimum"),
    meanAbsCorrelation: doublePrecision("mean_abs_correlation"),
    diversificationRatio: doublePrecision("diversification_ratio"),
    effectiveBets: doublePrecision("effective_bets"),
    correlationClusters: integer("correlation_clusters"),
    /** True where eigenvalues were clipped to make the matrix positive semidefinite. */
    correlationRepaired: boolean("correlation_repaired"),
    /** Returns behind value at risk and expected shortfall: the newest, at most 500. */
    tailLength: integer("tail_length"),
    historicalVar95: doublePrecision("historical_var_95"),
    historicalVar99: doublePrecision("historical_var_99"),
    historicalEs95: doublePrecision("historical_es_95"),
    historicalEs99: doublePrecision("historical_es_99"),
    normalVar95: doublePrecision("normal_var_95"),
    normalVar99: doublePrecision("normal_var_99"),
    normalEs95: doublePrecision("normal_es_95"),
    normalEs99: doublePrecision("normal_es_99"),
    cornishFisherVar95: doublePrecision("cornish_fisher_var_95"),
    cornishFisherVar99: doublePrecision("cornish_fisher_var_99"),
    cornishFisherEs95: doublePrecision("cornish_fisher_es_95"),
    cornishFisherEs99: doublePrecision("cornish_fisher_es_99"),
    /** Of the account's own daily returns up to the date; `returnLength` of them. */
    returnLength: integer("return_length"),
    sharpeRatio: doublePrecision("sharpe_ratio"),
    sortinoRatio: doublePrecision("sortino_ratio"),
    calmarRatio: doublePrecision("calmar_ratio"),
    maxDrawdown: doublePrecision("max_drawdown"),
    /** Against SPY. */
    trackingError: doublePrecision("tracking_error"),
    informationRatio: doublePrecision("information_ratio"),
    upCapture: doublePrecision("up_capture"),
    downCapture: doublePrecision("down_capture"),
    /** Metric → why it is null. */
    reasons: jsonb("reasons").$type<Record<string, string>>(),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.date] }), index("portfolio_risk_run").on(table.runId)],
);

/** Gross weight per sector beside the index's. */
export const portfolioSectors = pgTable(
  "portfolio_sectors",
  {
    portfolioId: portfolioId(),
    date: date("date").notNull(),
    sector: text("sector").notNull(),
    weight: doublePrecision("weight").notNull(),
    indexWeight: doublePrecision("index_weight"),
    indexAsOf: date("index_as_of"),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.date, table.sector] })],
);

/** The correlation matrix of a run's final date, in cluster order. */
export const portfolioCorrelations = pgTable(
  "portfolio_correlations",
  {
    portfolioId: portfolioId(),
    date: date("date").notNull(),
    runId: runId(),
    /** In the order of rows and columns. */
    symbols: jsonb("symbols").$type<readonly string[]>().notNull(),
    /** Symmetric, ones on the diagonal. */
    matrix: jsonb("matrix").$type<readonly (readonly number[])[]>().notNull(),
    /** Cluster of each symbol, from 0, ascending. */
    clusters: jsonb("clusters").$type<readonly number[]>().notNull(),
    /** Returns each symbol has in the window. */
    observations: jsonb("observations").$type<readonly number[]>().notNull(),
    /** Symbol → why it is not in the matrix. */
    leftOut: jsonb("left_out").$type<Readonly<Record<string, string>>>().notNull(),
    repaired: boolean("repaired").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portfolioId, table.date] }),
    index("portfolio_correlations_run").on(table.runId),
  ],
);

/** One row per portfolio, session and scenario: the built-in ones by their id, a user's own by its uuid. */
export const portfolioStress = pgTable(
  "portfolio_stress",
  {
    portfolioId: portfolioId(),
    date: date("date").notNull(),
    scenario: text("scenario").notNull(),
    /** Of the shocked factors alone; negative is a loss. Null with a reason. */
    pnl: numeric("pnl"),
    /** With the other factors moved as they usually move along. */
    spilloverPnl: numeric("spillover_pnl"),
    /** A shock that was filled in had to be bounded by the largest given one. */
    spilloverBounded: boolean("spillover_bounded"),
    /** A loss, with or without spill-over, is larger than equity. */
    beyondEquity: boolean("beyond_equity"),
    /** Share of public gross whose positions have the joint betas, 0–1. */
    coverage: doublePrecision("coverage"),
    reason: text("reason"),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.date, table.scenario] })],
);
