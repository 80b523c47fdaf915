import { and, asc, eq } from "drizzle-orm";
import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { scenarios } from "#server/db/schema/portfolio.ts";
import { isUuid } from "./uuid.ts";

/** A stress scenario of a portfolio's owner. */
export interface StoredScenario {
  readonly id: string;
  readonly name: string;
  readonly shocks: StressShocks;
}

const STATED = { id: scenarios.id, name: scenarios.name, shocks: scenarios.shocks };

/** The owner's scenarios of a portfolio, oldest first. */
export function ownScenarios(db: Database, portfolioId: string): Promise<StoredScenario[]> {
  return db
    .select(STATED)
    .from(scenarios)
    .where(eq(scenarios.portfolioId, portfolioId))
    .orderBy(asc(scenarios.createdAt), asc(scenarios.id));
}

/** The owner's scenario of this id; null when there is none, or it is another portfolio's. */
export async function ownScenario(
  db: Database | Transaction,
  portfolioId: string,
  id: string,
): Promise<StoredScenario | null> {
  if (!isUuid(id)) return null;
  const ofPortfolio = and(eq(scenarios.id, id), eq(scenarios.portfolioId, portfolioId));
  const [row] = await db.select(STATED).from(scenarios).where(ofPortfolio);
  return row ?? null;
}
