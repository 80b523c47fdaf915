import { and, asc, eq, gte, lte } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { portfolioRisk } from "#server/db/schema/analytics.ts";

/** How risk has moved, a list per figure beside the dates, oldest first; fractions, null where not known. */
export interface RiskHistory {
  readonly dates: readonly string[];
  /** Annualized. */
  readonly volatility21d: readonly (number | null)[];
  readonly volatility63d: readonly (number | null)[];
  /** Of one day, losses positive. */
  readonly historicalVar95: readonly (number | null)[];
  readonly historicalEs95: readonly (number | null)[];
}

/** Decimals of a fraction: a hundredth of a basis point is more than a chart shows. */
const DECIMALS = 6;

/** A portfolio's volatility and tail risk date by date, within inclusive ISO dates where given. */
export async function riskHistory(
  db: Database,
  portfolioId: string,
  range: { from?: string | undefined; to?: string | undefined } = {},
): Promise<RiskHistory> {
  const { date, volatility21d, volatility63d, historicalVar95, historicalEs95 } = portfolioRisk;
  const rows = await db
    .select({ date, volatility21d, volatility63d, historicalVar95, historicalEs95 })
    .from(portfolioRisk)
    .where(
      and(
        eq(portfolioRisk.portfolioId, portfolioId),
        range.from ? gte(date, range.from) : undefined,
        range.to ? lte(date, range.to) : undefined,
      ),
    )
    .orderBy(asc(date));
  return {
    dates: rows.map((row) => row.date),
    volatility21d: rows.map((row) => rounded(row.volatility21d)),
    volatility63d: rows.map((row) => rounded(row.volatility63d)),
    historicalVar95: rows.map((row) => rounded(row.historicalVar95)),
    historicalEs95: rows.map((row) => rounded(row.historicalEs95)),
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(DECIMALS));
}
