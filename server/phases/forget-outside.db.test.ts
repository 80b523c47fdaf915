import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { snapshots } from "#server/db/schema/analytics.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { resultsOf, storeResults } from "#tests/fixtures/stored-results.ts";
import { type AccountSessions, forgetOutside } from "./forget-outside.ts";

const DATES = ["2025-07-01", "2025-07-02", "2025-07-03", "2025-07-07"];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function leftWithin(sessions: AccountSessions) {
  const { db } = database;
  const [id, other] = [await storePortfolio(db, [{ symbol: "A" }]), await storePortfolio(db, [{ symbol: "A" }])];
  for (const portfolioId of [id, other]) await storeResults(db, portfolioId, DATES);
  const before = await resultsOf(db, other);
  await db.transaction((tx) => forgetOutside(tx, id, sessions));
  expect(await resultsOf(db, other), "another portfolio's").toEqual(before);
  const rows = await db
    .select({ date: snapshots.date })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, id))
    .orderBy(asc(snapshots.date));
  const dates = rows.map(({ date }) => date);
  expect((await resultsOf(db, id)).rows, "of every kind").toBe((before.rows / DATES.length) * dates.length);
  return dates;
}

test("results before the first session and after the last are gone, of every kind, and no others", async () => {
  expect(await leftWithin({ first: "2025-07-02", last: "2025-07-03" })).toEqual(["2025-07-02", "2025-07-03"]);
  expect(await leftWithin({ first: "2025-07-03", last: null })).toEqual(["2025-07-03", "2025-07-07"]);
  expect(await leftWithin({ first: null, last: "2025-07-01" })).toEqual(["2025-07-01"]);
  expect(await leftWithin({ first: null, last: null })).toEqual(DATES);
});
