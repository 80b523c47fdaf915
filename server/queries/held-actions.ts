import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { corporateActions } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";

/** A split (new shares per old) or a dividend (dollars a share as traded) of what a portfolio held. */
export interface HeldAction {
  readonly symbol: string;
  /** The ex-date. */
  readonly date: string;
  readonly kind: "split" | "dividend";
  readonly value: number;
}

/**
 * The splits and dividends of a portfolio's symbols, and the splits of its options' underlyings, while it held them,
 * newest first; up to its newest session.
 */
export async function heldActions(db: Database, portfolioId: string): Promise<HeldAction[]> {
  const { source, symbol, exDate, kind, value } = corporateActions;
  const newest = sql`(select max(${snapshots.date}) from ${snapshots} where ${snapshots.portfolioId} = ${portfolioId})`;
  return db
    .selectDistinct({ symbol, date: exDate, kind, value })
    .from(corporateActions)
    .innerJoin(portfolios, and(eq(portfolios.id, portfolioId), eq(portfolios.priceSource, source)))
    .innerJoin(
      positions,
      and(
        eq(positions.portfolioId, portfolios.id),
        sql`${symbol} = coalesce(${positions.underlyingSymbol}, ${positions.symbol})`,
        gt(exDate, positions.entryDate),
        or(isNull(positions.exitDate), lte(exDate, positions.exitDate)),
        or(isNull(positions.expirationDate), lte(exDate, positions.expirationDate)),
      ),
    )
    .where(
      and(
        lte(exDate, newest),
        sql`${positions.investmentClass} <> 'PRIVATE'`,
        or(eq(kind, "split"), isNull(positions.optionType)),
      ),
    )
    .orderBy(desc(exDate), symbol, kind);
}
