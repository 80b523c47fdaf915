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
    positionCount: integer("position_count").notNull(),
    longCount: integer("long_count").notNull(),
    shortCount: integer("short_count").notNull(),
    staleCount: integer("stale_count").notNull(),
    /** Share of gross exposure with a price of the date itself, 0–1; null without exposure. */
    pricedShare: doublePrecision("priced_share"),
    /** True when ledger cash is negative. */
    margin: boolean("margin").notNull(),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.date] })],
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
    marketValue: numeric("market_value").notNull(),
    unrealizedPnl: numeric("unrealized_pnl").notNull(),
    realizedPnl: numeric("realized_pnl").notNull(),
    /** Signed, of equity; null where equity ≤ 0 and for cash. */
    weight: doublePrecision("weight"),
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
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.date, table.factor] })],
);

/** Volatility and concentration per portfolio and session. Volatilities annualized, fractions. */
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
    /** Metric → why it is null. */
    reasons: jsonb("reasons").$type<Record<string, string>>(),
  },
  (table) => [primaryKey({ columns: [table.portfolioId, table.date] })],
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
