import { desc, eq } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { portfolioCorrelations } from "#server/db/schema/analytics.ts";

/** Correlations of a portfolio's symbols at a run's final date; lists and matrix in cluster order. */
export interface CorrelationMatrix {
  readonly asOf: string;
  readonly runId: string | null;
  readonly symbols: readonly string[];
  /** Symmetric, ones on the diagonal, −1 to 1. */
  readonly matrix: readonly (readonly number[])[];
  /** Cluster of each symbol, from 0, ascending. */
  readonly clusters: readonly number[];
  /** Returns each symbol has in the window. */
  readonly observations: readonly number[];
  /** Symbol → why it is not in the matrix. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Eigenvalues were clipped to make it positive semidefinite. */
  readonly repaired: boolean;
}

/** A portfolio's newest correlation matrix; null before the first run has stored one. */
export async function correlationMatrix(db: Database, portfolioId: string): Promise<CorrelationMatrix | null> {
  const [row] = await db
    .select()
    .from(portfolioCorrelations)
    .where(eq(portfolioCorrelations.portfolioId, portfolioId))
    .orderBy(desc(portfolioCorrelations.date))
    .limit(1);
  if (!row) return null;
  const { portfolioId: _portfolio, date, ...rest } = row;
  return { ...rest, asOf: date };
}
