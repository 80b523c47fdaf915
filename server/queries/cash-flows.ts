import { and, asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { cashFlows } from "#server/db/schema/portfolio.ts";
import { amount } from "./amount.ts";
import { isUuid } from "./uuid.ts";

/** Money put into an account (positive) or taken out (negative), in dollars. */
export interface StoredCashFlow {
  readonly id: string;
  readonly date: string;
  readonly amount: number;
  readonly note: string | null;
}

/** The cash flows of a portfolio, oldest first. */
export async function cashFlowList(db: Database, portfolioId: string): Promise<StoredCashFlow[]> {
  const rows = await db
    .select()
    .from(cashFlows)
    .where(eq(cashFlows.portfolioId, portfolioId))
    .orderBy(asc(cashFlows.date), asc(cashFlows.createdAt), asc(cashFlows.id));
  return rows.map(toCashFlow);
}

/** The portfolio's cash flow of this id as it is stored; null when there is none, or it is another portfolio's. */
export async function cashFlowRow(
  db: Database | Transaction,
  portfolioId: string,
  id: string,
): Promise<typeof cashFlows.$inferSelect | null> {
  if (!isUuid(id)) return null;
  const ofPortfolio = and(eq(cashFlows.id, id), eq(cashFlows.portfolioId, portfolioId));
  const [row] = await db.select().from(cashFlows).where(ofPortfolio);
  return row ?? null;
}

export function toCashFlow({ id, date, amount: dollars, note }: typeof cashFlows.$inferSelect): StoredCashFlow {
  return { id, date, amount: amount(dollars), note };
}
