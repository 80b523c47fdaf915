import { and, asc, eq, max } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { Database } from "#server/db/client.ts";
import { portfolioRisk, snapshots } from "#server/db/schema/analytics.ts";
import { cashFlows, portfolios, positions, valuations } from "#server/db/schema/portfolio.ts";
import type { DatedAmount, Position } from "./ports.ts";

/** A portfolio as a run takes it up. */
export interface Holdings {
  readonly portfolio: typeof portfolios.$inferSelect;
  /** In the order of the imported file. */
  readonly positions: readonly Position[];
  readonly flows: readonly DatedAmount[];
  /** The last date with its snapshot and its analytics: a run that ended between the two leaves dates to compute. */
  readonly computedThrough: string | null;
}

const analyzedSnapshot = and(
  eq(portfolioRisk.portfolioId, snapshots.portfolioId),
  eq(portfolioRisk.date, snapshots.date),
);

/** @throws when the portfolio is gone. */
export async function readHoldings(db: Database, portfolioId: string): Promise<Holdings> {
  const [[portfolio], rows, valued, flows, [newest]] = await Promise.all([
    db.select().from(portfolios).where(eq(portfolios.id, portfolioId)),
    db.select().from(positions).where(eq(positions.portfolioId, portfolioId)).orderBy(asc(positions.ordinal)),
    readValuations(db, portfolioId),
    readFlows(db, portfolioId),
    db
      .select({ date: max(snapshots.date) })
      .from(snapshots)
      .innerJoin(portfolioRisk, analyzedSnapshot)
      .where(eq(snapshots.portfolioId, portfolioId)),
  ]);
  return {
    portfolio: required(portfolio, `portfolio ${portfolioId}`),
    positions: rows.map((row) => toPosition(row, valued.get(row.id) ?? [])),
    flows,
    computedThrough: newest?.date ?? null,
  };
}

async function readValuations(db: Database, portfolioId: string): Promise<Map<string, DatedAmount[]>> {
  const { positionId, date, price } = valuations;
  const rows = await db
    .select({ positionId, date, price })
    .from(valuations)
    .innerJoin(positions, and(eq(positions.id, positionId), eq(positions.portfolioId, portfolioId)))
    .orderBy(asc(date));
  return new Map(
    [...Map.groupBy(rows, (row) => row.positionId)].map(([id, of]) => [
      id,
      of.map((row) => ({ date: row.date, amount: Number(row.price) })),
    ]),
  );
}

async function readFlows(db: Database, portfolioId: string): Promise<DatedAmount[]> {
  const { id, date, amount } = cashFlows;
  const rows = await db
    .select({ date, amount })
    .from(cashFlows)
    .where(eq(cashFlows.portfolioId, portfolioId))
    .orderBy(asc(date), asc(id));
  return rows.map((row) => ({ date: row.date, amount: Number(row.amount) }));
}

export function toPosition(row: typeof positions.$inferSelect, valued: readonly DatedAmount[]): Position {
  return {
    id: row.id,
    symbol: row.symbol,
    quantity: Number(row.quantity),
    entryPrice: Number(row.entryPrice),
    entryDate: row.entryDate,
    quantityAsOf: row.quantityAsOf,
    investmentClass: row.investmentClass,
    investmentSubtype: row.investmentSubtype,
    underlyingSymbol: row.underlyingSymbol,
    strikePrice: numberOrNull(row.strikePrice),
    expirationDate: row.expirationDate,
    optionType: row.optionType,
    exitDate: row.exitDate,
    exitPrice: numberOrNull(row.exitPrice),
    valuations: valued,
  };
}

const numberOrNull = (value: string | null) => (value === null ? null : Number(value));
