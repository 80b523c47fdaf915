import { and, eq, max } from "drizzle-orm";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import type { Database } from "#server/db/client.ts";
import { portfolioFactors } from "#server/db/schema/analytics.ts";
import { amountOrNull } from "./amount.ts";

export interface FactorExposure {
  /** Id in the metric catalogue, which has its name and definition. */
  readonly factor: string;
  /** Σ signed weight × beta; null with a reason where it cannot be computed. */
  readonly exposure: number | null;
  /** exposure × equity, in dollars. */
  readonly dollarExposure: number | null;
  /** Share of public gross exposure that has a beta, 0–1. */
  readonly coverage: number | null;
  readonly r2: number | null;
  /** Variance inflation of a spread factor beside the other spreads. */
  readonly vif: number | null;
  /** Why a spread factor has none; null, like its value, of every other factor. */
  readonly vifReason: string | null;
  readonly reason: string | null;
}

export interface FactorExposures {
  /** Their session. */
  readonly asOf: string;
  /** In the order of the catalogue. */
  readonly factors: readonly FactorExposure[];
}

/** A portfolio's factor exposures at their newest date, or at a given ISO date; null where no run has computed them. */
export async function factorExposures(
  db: Database,
  portfolioId: string,
  date?: string,
): Promise<FactorExposures | null> {
  const ofPortfolio = eq(portfolioFactors.portfolioId, portfolioId);
  const newest = db
    .select({ date: max(portfolioFactors.date) })
    .from(portfolioFactors)
    .where(ofPortfolio);
  const rows = await db
    .select()
    .from(portfolioFactors)
    .where(and(ofPortfolio, eq(portfolioFactors.date, date ?? newest)));
  const [first] = rows;
  if (!first) return null;
  const factors = rows.map(({ portfolioId: _portfolio, date: _date, dollarExposure, ...row }) => {
    return { ...row, dollarExposure: amountOrNull(dollarExposure) };
  });
  return { asOf: first.date, factors: factors.toSorted((a, b) => rank(a.factor) - rank(b.factor)) };
}

function rank(factor: string): number {
  const index = FACTORS.findIndex(({ id }) => id === factor);
  return index < 0 ? FACTORS.length : index;
}
