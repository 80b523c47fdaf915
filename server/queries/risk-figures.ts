import { desc, eq } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { portfolioRisk } from "#server/db/schema/analytics.ts";

/** Volatility and concentration at one date. Volatilities are annualized fractions; shares are of gross exposure, 0–1. */
export interface RiskFigures {
  readonly asOf: string;
  readonly runId: string | null;
  readonly volatility21d: number | null;
  readonly volatility63d: number | null;
  readonly expectedVolatility: number | null;
  /** The forecast left its fitted range and the sample mean stands instead. */
  readonly expectedVolatilityIsMean: boolean | null;
  readonly volatilityTrend: "rising" | "falling" | "flat" | null;
  /** Of the 21-day volatility within its last 252 sessions, 0–100. */
  readonly volatilityPercentile: number | null;
  /** Returns in the current-holdings series. */
  readonly seriesLength: number | null;
  /** 10,000 Σw². */
  readonly hhi: number | null;
  readonly effectivePositions: number | null;
  readonly top3: number | null;
  readonly top10: number | null;
  /** Figure → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** A portfolio's risk figures at their newest date; null before the first risk run. */
export async function riskFigures(db: Database, portfolioId: string): Promise<RiskFigures | null> {
  const [row] = await db
    .select()
    .from(portfolioRisk)
    .where(eq(portfolioRisk.portfolioId, portfolioId))
    .orderBy(desc(portfolioRisk.date))
    .limit(1);
  if (!row) return null;
  const { portfolioId: _portfolio, date, reasons, ...figures } = row;
  return { ...figures, asOf: date, reasons: reasons ?? {} };
}
