import { and, asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { positions, valuations } from "#server/db/schema/portfolio.ts";
import { amount } from "./amount.ts";
import { isUuid } from "./uuid.ts";

/** What one unit of a private position is worth from a date on, in dollars. */
export interface StoredValuation {
  readonly id: string;
  readonly positionId: string;
  readonly symbol: string;
  readonly date: string;
  readonly price: number;
  readonly note: string | null;
}

const VALUED = {
  ...{ id: valuations.id, positionId: valuations.positionId, symbol: positions.symbol },
  ...{ date: valuations.date, price: valuations.price, note: valuations.note },
};

/** The valuations of a portfolio's positions, oldest first. */
export async function valuationList(db: Database, portfolioId: string): Promise<StoredValuation[]> {
  const rows = await db
    .select(VALUED)
    .from(valuations)
    .innerJoin(positions, eq(positions.id, valuations.positionId))
    .where(eq(positions.portfolioId, portfolioId))
    .orderBy(asc(valuations.date), asc(positions.ordinal));
  return rows.map((row) => ({ ...row, price: amount(row.price) }));
}

/** The valuation of this id as it is stored; null when there is none, or it is another portfolio's. */
export async function valuationRow(db: Database | Transaction, portfolioId: string, id: string) {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select(VALUED)
    .from(valuations)
    .innerJoin(positions, eq(positions.id, valuations.positionId))
    .where(and(eq(valuations.id, id), eq(positions.portfolioId, portfolioId)));
  return row ?? null;
}
