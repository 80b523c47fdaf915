import { and, eq, inArray } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { positions } from "#server/db/schema/portfolio.ts";
import { isUuid } from "./uuid.ts";

/** A position as its owner states it. Quantities and prices are exact decimals, dates ISO days; null where absent. */
export type StoredPosition = Pick<
  typeof positions.$inferSelect,
  | ("id" | "ordinal" | "symbol" | "quantity" | "entryPrice" | "entryDate" | "investmentClass" | "investmentSubtype")
  | ("underlyingSymbol" | "strikePrice" | "expirationDate" | "optionType" | "exitDate" | "exitPrice" | "quantityAsOf")
>;

export const STATED_COLUMNS = {
  ...{ id: positions.id, ordinal: positions.ordinal, symbol: positions.symbol, quantity: positions.quantity },
  ...{ entryPrice: positions.entryPrice, entryDate: positions.entryDate },
  ...{ investmentClass: positions.investmentClass, investmentSubtype: positions.investmentSubtype },
  ...{ underlyingSymbol: positions.underlyingSymbol, strikePrice: positions.strikePrice },
  ...{ expirationDate: positions.expirationDate, optionType: positions.optionType },
  ...{ exitDate: positions.exitDate, exitPrice: positions.exitPrice, quantityAsOf: positions.quantityAsOf },
};

/** The portfolio's position of this id; null when there is none, or it is another portfolio's. */
export async function statedPosition(
  db: Database | Transaction,
  portfolioId: string,
  id: string,
): Promise<StoredPosition | null> {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select(STATED_COLUMNS)
    .from(positions)
    .where(and(eq(positions.id, id), eq(positions.portfolioId, portfolioId)));
  return row ?? null;
}

/** The portfolio's positions of these ids, by id. */
export async function statedPositions(
  db: Database,
  portfolioId: string,
  ids: readonly string[],
): Promise<Map<string, StoredPosition>> {
  const rows = await db
    .select(STATED_COLUMNS)
    .from(positions)
    .where(and(eq(positions.portfolioId, portfolioId), inArray(positions.id, [...ids])));
  return new Map(rows.map((row) => [row.id, row]));
}
