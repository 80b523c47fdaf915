import { sql } from "drizzle-orm";
import {
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";
import { user } from "./auth.ts";

export const portfolios = pgTable(
  "portfolios",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    accountName: text("account_name").notNull(),
    accountType: text("account_type").notNull(),
    description: text("description"),
    /** Account value just before the first session, all assets. */
    openingEquity: numeric("opening_equity").notNull(),
    priceSource: text("price_source").notNull(),
    /** The person's own range for the first run; null takes the defaults. */
    fromDate: date("from_date"),
    toDate: date("to_date"),
    /** First date whose stored results no longer follow from the inputs; the next run starts there. */
    recomputeFrom: date("recompute_from"),
    /** When that was last set, and by which run where it was one: a run does away only with what it has seen. */
    recomputeSetAt: timestamp("recompute_set_at", { withTimezone: true }),
    recomputeSetBy: uuid("recompute_set_by"),
    /** The owner's edits since the results last followed from the inputs. */
    recomputeEdits: integer("recompute_edits").notNull().default(0),
    idempotencyKey: text("idempotency_key"),
    /** Of the positions as they were imported from a file: the same ones are not imported twice by accident. */
    contentHash: text("content_hash"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("portfolios_owner_account").on(table.ownerId, sql`lower(${table.accountName})`),
    uniqueIndex("portfolios_owner_idempotency").on(table.ownerId, table.idempotencyKey),
    index("portfolios_owner_content").on(table.ownerId, table.contentHash),
  ],
);

export const positions = pgTable(
  "positions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    portfolioId: uuid("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    /** Order in the imported file, from 0. */
    ordinal: integer("ordinal").notNull(),
    symbol: text("symbol").notNull(),
    /** Signed: negative is short. As traded at entry. */
    quantity: numeric("quantity").notNull(),
    entryPrice: numeric("entry_price").notNull(),
    entryDate: date("entry_date").notNull(),
    investmentClass: text("investment_class", { enum: ["PUBLIC", "OPTIONS", "PRIVATE"] }).notNull(),
    investmentSubtype: text("investment_subtype").notNull(),
    underlyingSymbol: text("underlying_symbol"),
    strikePrice: numeric("strike_price"),
    expirationDate: date("expiration_date"),
    optionType: text("option_type", { enum: ["CALL", "PUT"] }),
    exitDate: date("exit_date"),
    exitPrice: numeric("exit_price"),
    /**
     * Where quantity and entry price were given in the shares of a later day, as brokers export them: that day; splits
     * from the entry to it are undone. Null for those given as traded at entry.
     */
    quantityAsOf: date("quantity_as_of"),
    /** The live row: written on the final date of a present run only. Money unrounded. */
    liveDate: date("live_date"),
    livePrice: numeric("live_price"),
    livePriceDate: date("live_price_date"),
    liveMarketValue: numeric("live_market_value"),
    liveUnrealizedPnl: numeric("live_unrealized_pnl"),
    liveRealizedPnl: numeric("live_realized_pnl"),
  },
  (table) => [
    uniqueIndex("positions_portfolio_ordinal").on(table.portfolioId, table.ordinal),
    // Who holds a symbol, or an option on it.
    index("positions_symbol").on(table.symbol),
    index("positions_underlying").on(table.underlyingSymbol).where(sql`${table.underlyingSymbol} is not null`),
  ],
);

/** Money put into the account (positive) or taken out (negative), at the start of the date's session. */
export const cashFlows = pgTable(
  "cash_flows",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    portfolioId: uuid("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    date: date("date").notNull(),
    amount: numeric("amount").notNull(),
    note: text("note"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("cash_flows_portfolio_date").on(table.portfolioId, table.date)],
);

/** What one unit of a private position is worth from a date on. */
export const valuations = pgTable(
  "valuations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    positionId: uuid("position_id")
      .notNull()
      .references(() => positions.id, { onDelete: "cascade" }),
    date: date("date").notNull(),
    price: numeric("price").notNull(),
    note: text("note"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("valuations_position_date").on(table.positionId, table.date)],
);

/** A stress scenario of a portfolio's owner. */
export const scenarios = pgTable(
  "scenarios",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    portfolioId: uuid("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    shocks: jsonb("shocks").$type<StressShocks>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("scenarios_portfolio_name").on(table.portfolioId, sql`lower(${table.name})`)],
);

export const tags = pgTable(
  "tags",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    portfolioId: uuid("portfolio_id")
      .notNull()
      .references(() => portfolios.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["sector", "own"] }).notNull(),
    colour: text("colour").notNull(),
  },
  (table) => [uniqueIndex("tags_portfolio_kind_name").on(table.portfolioId, table.kind, table.name)],
);

export const positionTags = pgTable(
  "position_tags",
  {
    positionId: uuid("position_id")
      .notNull()
      .references(() => positions.id, { onDelete: "cascade" }),
    tagId: uuid("tag_id")
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.positionId, table.tagId] }), index("position_tags_tag").on(table.tagId)],
);
