import { and, asc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { cashFlows, portfolios, positions } from "#server/db/schema/portfolio.ts";
import { sessionOnOrAfter } from "#server/market/nyse-calendar.ts";
import { amount } from "./amount.ts";
import { isUuid } from "./uuid.ts";

/** Money put into an account (positive) or taken out (negative), in dollars. */
export interface StoredCashFlow {
  readonly id: string;
  readonly date: string;
  readonly amount: number;
  readonly note: string | null;
  /** False before the account's first session: the opening equity has it in it. */
  readonly counted: boolean;
}

/** The cash flows of a portfolio, oldest first. */
export async function cashFlowList(db: Database, portfolioId: string): Promise<StoredCashFlow[]> {
  const rows = await db
    .select()
    .from(cashFlows)
    .where(eq(cashFlows.portfolioId, portfolioId))
    .orderBy(asc(cashFlows.date), asc(cashFlows.createdAt), asc(cashFlows.id));
  const first = rows.length > 0 ? await firstSession(db, portfolioId) : null;
  return rows.map((row) => ({ ...toCashFlow(row), counted: first === null || sessionOnOrAfter(row.date) >= first }));
}

async function firstSession(db: Database, portfolioId: string): Promise<string | null> {
  const [begin] = await db
    .select({ date: sql<string | null>`coalesce(${portfolios.fromDate}, min(${positions.entryDate}))::text` })
    .from(portfolios)
    .leftJoin(positions, eq(positions.portfolioId, portfolios.id))
    .where(eq(portfolios.id, portfolioId))
    .groupBy(portfolios.id);
  return begin?.date ? sessionOnOrAfter(begin.date) : null;
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

/** One that counts, as every one does when it is entered. */
export function toCashFlow({ id, date, amount: dollars, note }: typeof cashFlows.$inferSelect): StoredCashFlow {
  return { id, date, amount: amount(dollars), note, counted: true };
}
