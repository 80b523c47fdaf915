import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { positionValues } from "#server/db/schema/analytics.ts";
import { companyProfiles, symbolListings, symbolMetrics } from "#server/db/schema/market.ts";
import { portfolios, positions, positionTags, tags } from "#server/db/schema/portfolio.ts";
import { dollarConversion } from "#server/market/currency.ts";
import { adjustedStrike, underlyingSplits } from "./adjusted-strike.ts";
import { amount, amountOrNull } from "./amount.ts";
import { type Awaited, type HoldingsRequest, type ListedHoldings, listedHoldings } from "./listed-holdings.ts";
import { METRICS_COLUMNS, type SymbolMetrics, shownMetrics } from "./stored-symbol-metrics.ts";

export interface HoldingTag {
  readonly name: string;
  readonly kind: "sector" | "own";
  /** Hex, e.g. "#2196F3". */
  readonly colour: string;
}

/** What a position was worth at its newest computed date: the portfolio's last session, or its own exit session. */
export interface HoldingValue {
  readonly date: string;
  readonly quantity: number;
  /** Dollars per share; null where there is none. `priceDate` is before `date` when the price is stale. */
  readonly price: number | null;
  readonly priceDate: string | null;
  /** What the price rests on, one of `MARK_ORIGINS`; null in results of before they told. */
  readonly priceOrigin: string | null;
  /** Why the price is not what one would expect. */
  readonly priceNote: string | null;
  readonly marketValue: number;
  /** Market value; of options delta × underlying close × contracts × 100. Dollars; null where not known. */
  readonly exposure: number | null;
  readonly unrealizedPnl: number;
  readonly realizedPnl: number;
  /** Exposure as a signed share of equity, a fraction; null for cash. */
  readonly weight: number | null;
  /** Of options whose model could be solved. */
  readonly greeks: HoldingGreeks | null;
}

/** Of an option, per share of the underlying. */
export interface HoldingGreeks {
  /** Annualized, a fraction. */
  readonly impliedVolatility: number | null;
  readonly delta: number | null;
  readonly gamma: number | null;
  /** Per 1.00 of volatility. */
  readonly vega: number | null;
  /** Per year. */
  readonly theta: number | null;
  /** Per 1.00 of the riskless rate. */
  readonly rho: number | null;
}

export interface Holding {
  readonly id: string;
  /** Order in the imported file, from 0. */
  readonly ordinal: number;
  readonly symbol: string;
  readonly companyName: string | null;
  /** ISO 4217 of its prices, or its underlying's, before they are converted; null where the source does not say. */
  readonly currency: string | null;
  readonly investmentClass: "PUBLIC" | "OPTIONS" | "PRIVATE";
  readonly investmentSubtype: string;
  readonly underlyingSymbol: string | null;
  readonly strikePrice: number | null;
  /** After the splits of the underlying up to the value's date, as that value's quantity is. */
  readonly adjustedStrike: number | null;
  readonly expirationDate: string | null;
  readonly optionType: "CALL" | "PUT" | null;
  /** Signed, as traded at entry; negative is short. */
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryDate: string;
  readonly exitDate: string | null;
  readonly exitPrice: number | null;
  /** Quantity and entry price are in the shares of this day; null: as traded at entry. */
  readonly quantityAsOf: string | null;
  /** Ended, by its exit or its expiry, on or before the portfolio's newest snapshot, and no figure counts it as held. */
  readonly closed: boolean;
  /** What of it the figures do not have yet; null where they have all. */
  readonly awaits: Awaited | null;
  readonly tags: readonly HoldingTag[];
  readonly value: HoldingValue | null;
  /** The newest of the symbol. */
  readonly metrics: SymbolMetrics | null;
}

export interface HoldingsPage extends Omit<ListedHoldings, "page"> {
  readonly holdings: Holding[];
}

/** All of a small portfolio in file order; of a large one the first thousand, with the cursor of the next. */
export const ALL_HOLDINGS: HoldingsRequest = {
  ...{ view: "all", search: "", sort: "ordinal", descending: false, offset: 0, limit: 1000 },
};

/** A portfolio's positions with their newest values, tags and symbol figures, those that were asked for. */
export async function holdings(
  db: Database,
  portfolioId: string,
  request: HoldingsRequest = ALL_HOLDINGS,
): Promise<HoldingsPage> {
  const { page, ...listed } = await listedHoldings(db, portfolioId, request);
  const ids = page.map(({ id }) => id);
  const [rows, tagsOf, splitsOf] = await Promise.all([
    positionRows(db, ids),
    tagsByPosition(db, ids),
    underlyingSplits(db, portfolioId, ids),
  ]);
  const byId = new Map(rows.map((row) => [row.positions.id, row]));
  const found = page.flatMap(({ id, ended, awaits }) => {
    const row = byId.get(id);
    if (!row) return [];
    const { positions: position, value, metrics, company_profiles: profile, symbol_listings: listing } = row;
    const described = descriptionOf(position);
    return {
      ...described,
      adjustedStrike: adjustedStrike(described, splitsOf.get(id) ?? [], value?.date ?? null),
      companyName: profile?.name ?? null,
      currency: dollarConversion(listing?.currency ?? null)?.currency ?? listing?.currency ?? null,
      ...{ closed: ended, awaits },
      tags: tagsOf.get(position.id) ?? [],
      value: value && worth(value),
      metrics: metrics && shownMetrics(metrics),
    };
  });
  return { ...listed, holdings: found };
}

function positionRows(db: Database, ids: readonly string[]) {
  const value = db
    .select()
    .from(positionValues)
    .where(eq(positionValues.positionId, positions.id))
    .orderBy(desc(positionValues.date))
    .limit(1)
    .as("value");
  const metrics = db
    .select(METRICS_COLUMNS)
    .from(symbolMetrics)
    .where(and(eq(symbolMetrics.source, portfolios.priceSource), eq(symbolMetrics.symbol, positions.symbol)))
    .orderBy(desc(symbolMetrics.asOf))
    .limit(1)
    .as("metrics");
  const priced = sql`coalesce(${positions.underlyingSymbol}, ${positions.symbol})`;
  return db
    .select()
    .from(positions)
    .innerJoin(portfolios, eq(portfolios.id, positions.portfolioId))
    .leftJoin(
      companyProfiles,
      and(eq(companyProfiles.source, portfolios.priceSource), eq(companyProfiles.symbol, priced)),
    )
    .leftJoin(symbolListings, and(eq(symbolListings.source, portfolios.priceSource), eq(symbolListings.symbol, priced)))
    .leftJoinLateral(value, sql`true`)
    .leftJoinLateral(metrics, sql`true`)
    .where(inArray(positions.id, [...ids]));
}

async function tagsByPosition(db: Database, ids: readonly string[]): Promise<Map<string, HoldingTag[]>> {
  const rows = await db
    .select({ positionId: positionTags.positionId, name: tags.name, kind: tags.kind, colour: tags.colour })
    .from(positionTags)
    .innerJoin(tags, eq(tags.id, positionTags.tagId))
    .where(inArray(positionTags.positionId, [...ids]))
    .orderBy(desc(tags.kind), asc(tags.name));
  const grouped = Map.groupBy(rows, (row) => row.positionId);
  return new Map([...grouped].map(([id, tagged]) => [id, tagged.map(({ positionId: _, ...tag }) => tag)]));
}

function descriptionOf(position: typeof positions.$inferSelect) {
  const { id, ordinal, symbol, investmentClass, investmentSubtype, underlyingSymbol } = position;
  const { expirationDate, optionType, entryDate, exitDate, quantityAsOf } = position;
  return {
    ...{ id, ordinal, symbol, investmentClass, investmentSubtype, underlyingSymbol },
    ...{ expirationDate, optionType, entryDate, exitDate, quantityAsOf },
    strikePrice: amountOrNull(position.strikePrice),
    quantity: amount(position.quantity),
    entryPrice: amount(position.entryPrice),
    exitPrice: amountOrNull(position.exitPrice),
  };
}

function worth(row: typeof positionValues.$inferSelect): HoldingValue {
  const { date, priceDate, priceOrigin, priceNote, weight } = row;
  return {
    ...{ date, priceDate, priceOrigin, priceNote, weight },
    greeks: greeksOf(row),
    exposure: amountOrNull(row.exposure),
    quantity: amount(row.quantity),
    price: amountOrNull(row.price),
    marketValue: amount(row.marketValue),
    unrealizedPnl: amount(row.unrealizedPnl),
    realizedPnl: amount(row.realizedPnl),
  };
}

function greeksOf(row: typeof positionValues.$inferSelect): HoldingGreeks | null {
  const { impliedVolatility, delta, gamma, vega, theta, rho } = row;
  const greeks = { impliedVolatility, delta, gamma, vega, theta, rho };
  return Object.values(greeks).every((value) => value === null) ? null : greeks;
}
