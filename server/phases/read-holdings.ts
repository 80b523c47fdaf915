import { and, asc, eq, max } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";
import { portfolioRisk, snapshots } from "#server/db/schema/analytics.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import type { Position } from "./ports.ts";

/** A portfolio as a run takes it up. */
export interface Holdings {
  readonly portfolio: typeof portfolios.$inferSelect;
  /** In the order of the imported file. */
  readonly positions: readonly Position[];
  /** The last date with its snapshot and its analytics: a run that ended between the two leaves dates to compute. */
  readonly computedThrough: string | null;
}

const analyzedSnapshot = and(
  eq(portfolioRisk.portfolioId, snapshots.portfolioId),
  eq(portfolioRisk.date, snapshots.date),
);

/** @throws when the portfolio is gone. */
export async function readHoldings(db: Database, portfolioId: string): Promise<Holdings> {
  const [[portfolio], rows, [newest]] = await Promise.all([
    db.select().from(portfolios).where(eq(portfolios.id, portfolioId)),
    db.select().from(positions).where(eq(positions.portfolioId, portfolioId)).orderBy(asc(positions.ordinal)),
    db
      .select({ date: max(snapshots.date) })
      .from(snapshots)
      .innerJoin(portfolioRisk, analyzedSnapshot)
      .where(eq(snapshots.portfolioId, portfolioId)),
  ]);
  return {
    portfolio: required(portfolio, `portfolio ${portfolioId}`),
    positions: rows.map(toPosition),
    computedThrough: newest?.date ?? null,
  };
}

function toPosition(row: typeof positions.$inferSelect): Position {
  return {
    id: row.id,
    symbol: row.symbol,
    quantity: Number(row.quantity),
    entryPrice: Number(row.entryPrice),
    entryDate: row.entryDate,
    investmentClass: row.investmentClass,
    investmentSubtype: row.investmentSubtype,
    underlyingSymbol: row.underlyingSymbol,
    strikePrice: numberOrNull(row.strikePrice),
    expirationDate: row.expirationDate,
    optionType: row.optionType,
    exitDate: row.exitDate,
    exitPrice: numberOrNull(row.exitPrice),
  };
}

const numberOrNull = (value: string | null) => (value === null ? null : Number(value));
