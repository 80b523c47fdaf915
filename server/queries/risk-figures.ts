import { and, desc, eq } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { portfolioRisk, snapshots } from "#server/db/schema/analytics.ts";
import { amountOrNull } from "./amount.ts";

type RiskRow = typeof portfolioRisk.$inferSelect;

/** The risk figures of one date as stored: `portfolio_risk` has their units. */
export interface RiskFigures extends Omit<RiskRow, "portfolioId" | "date" | "reasons"> {
  readonly asOf: string;
  /** What value at risk and expected shortfall are fractions of, in dollars. */
  readonly equity: number | null;
  /** Figure → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** A portfolio's risk figures at their newest date, or at a given ISO date; null where no run has computed them. */
export async function riskFigures(db: Database, portfolioId: string, date?: string): Promise<RiskFigures | null> {
  const [row] = await db
    .select({ risk: portfolioRisk, equity: snapshots.equity })
    .from(portfolioRisk)
    .leftJoin(
      snapshots,
      and(eq(snapshots.portfolioId, portfolioRisk.portfolioId), eq(snapshots.date, portfolioRisk.date)),
    )
    .where(and(eq(portfolioRisk.portfolioId, portfolioId), date ? eq(portfolioRisk.date, date) : undefined))
    .orderBy(desc(portfolioRisk.date))
    .limit(1);
  if (!row) return null;
  const { portfolioId: _portfolio, date: asOf, reasons, ...figures } = row.risk;
  return { ...figures, asOf, equity: amountOrNull(row.equity), reasons: reasons ?? {} };
}
