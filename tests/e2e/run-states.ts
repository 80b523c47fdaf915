import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { type ShownState, storeRunState } from "#tests/fixtures/run-states.ts";
import { withWorkersPaused } from "./workers.ts";

export interface StoredStates {
  /** Stores a run in a state, of a portfolio of its own unless it retries another; answers with its id. */
  store(state: ShownState, retryOf?: { readonly runId: string; readonly attempt: number }): Promise<string>;
}

/** Runs `during` with runs of the first admin in any state, while no worker touches them; they are gone afterwards. */
export async function withRunStates<T>(during: (states: StoredStates) => Promise<T>): Promise<T> {
  const address = connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL });
  const database = connect(required(address, "the product's database"), { max: 1 });
  const { db } = database;
  const [owner] = await db.select().from(user).where(eq(user.email, "ada@example.com"));
  const { id: ownerId } = required(owner, "the first admin");
  const portfolioOf = new Map<string, string>();
  const account = { accountType: "taxable", openingEquity: "2500000", priceSource: "sample" };

  async function newPortfolio(): Promise<string> {
    const named = { name: "Growth", accountName: `State ${randomUUID().slice(0, 8)}` };
    const [row] = await db
      .insert(portfolios)
      .values({ ownerId, ...named, ...account })
      .returning();
    return required(row, "portfolio").id;
  }

  async function store(state: ShownState, retryOf?: { readonly runId: string; readonly attempt: number }) {
    const id = retryOf ? required(portfolioOf.get(retryOf.runId), "the retried run") : await newPortfolio();
    const chained = retryOf ? { retryOf: retryOf.runId, attempt: retryOf.attempt } : {};
    const runId = await storeRunState(database, {
      ...{ state, requestedBy: ownerId, portfolio: { id, name: "Growth" } },
      ...chained,
    });
    portfolioOf.set(runId, id);
    return runId;
  }

  try {
    return await withWorkersPaused(async () => {
      try {
        return await during({ store });
      } finally {
        for (const id of new Set(portfolioOf.values())) await db.delete(portfolios).where(eq(portfolios.id, id));
      }
    });
  } finally {
    await database.end();
  }
}
