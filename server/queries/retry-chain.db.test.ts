import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { retryChain } from "./retry-chain.ts";

let database: TestDatabase;
let portfolioId: string;
let owner: { userId: string; role: "user" };

const minute = (at: number) => new Date(Date.UTC(2026, 0, 2, 10, at));
const store = (at: number, retryOf: string | null, status: "failed" | "completed" = "failed") =>
  storeRun(database.db, portfolioId, { createdAt: minute(at), endedAt: minute(at), retryOf, status });
const chainOf = async (id: string, viewer: { userId: string; role: "user" | "admin" } = owner) =>
  (await retryChain(database.db, viewer, { id, portfolioId })).map((run) => run.id);

beforeAll(async () => {
  database = await createTestDatabase();
  portfolioId = await storePortfolio(database.db, []);
  const [row] = await database.db.select().from(portfolios).where(eq(portfolios.id, portfolioId));
  owner = { userId: row!.ownerId, role: "user" };
  await database.db.insert(user).values({ id: "bob", name: "Bob", email: "bob@example.com" });
});
afterAll(() => database.drop());

describe("[RUN9] the chain of retries of a run", () => {
  it("is the same from every run of it, in the order they were asked for", async () => {
    const first = await store(1, null);
    const second = await store(2, first);
    const third = await store(3, second, "completed");
    for (const id of [first, second, third]) expect(await chainOf(id)).toEqual([first, second, third]);
    const [, , last] = await retryChain(database.db, owner, { id: first, portfolioId });
    expect(last).toEqual({ id: third, status: "completed", createdAt: minute(3).toISOString() });
  });

  it("names two retries of one run, and no run of another chain", async () => {
    const first = await store(11, null);
    const [left, right] = [await store(12, first), await store(13, first)];
    await store(14, null);
    expect(await chainOf(left)).toEqual([first, left, right]);
  });

  it("is the run alone where it was never retried", async () => {
    const alone = await store(21, null, "completed");
    expect(await chainOf(alone)).toEqual([alone]);
  });

  it("holds for the nightly batch of all symbols, which is of no portfolio", async () => {
    const [first] = await database.db.insert(runs).values({ kind: "nightly", status: "failed" }).returning();
    const [second] = await database.db.insert(runs).values({ kind: "retry", retryOf: first!.id }).returning();
    const admin = { userId: "ada", role: "admin" } as const;
    const chain = await retryChain(database.db, admin, { id: second!.id, portfolioId: null });
    expect(chain.map(({ id }) => id)).toEqual([first!.id, second!.id]);
  });

  it("names to a stranger only what they may see", async () => {
    const first = await store(31, null);
    const second = await storeRun(database.db, portfolioId, {
      ...{ createdAt: minute(32), status: "failed", retryOf: first, requestedBy: "bob" },
    });
    expect(await chainOf(second, { userId: "bob", role: "user" })).toEqual([second]);
    expect(await chainOf(second, { userId: "eve", role: "user" })).toEqual([]);
    expect(await chainOf(second, { userId: "eve", role: "admin" })).toEqual([first, second]);
  });
});
