import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restatements } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { recentRestatements } from "./recent-restatements.ts";

const NOW = new Date("2025-07-31T12:00:00Z");
const RECENTLY = new Date("2025-07-10T12:00:00Z");

let database: TestDatabase;
let portfolioId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const option = { symbol: "MSFT260116C00400000", underlyingSymbol: "MSFT", investmentClass: "OPTIONS" } as const;
  portfolioId = await storePortfolio(database.db, [{ symbol: "AAPL" }, option], { priceSource: "yahoo" });
  const row = {
    ...({ source: "yahoo", symbol: "AAPL", provider: "yahoo", kind: "close", detectedAt: RECENTLY } as const),
    ...{ before: 10, after: 11 },
  };
  await database.db.insert(restatements).values([
    { ...row, date: "2025-03-17" },
    { ...row, date: "2025-03-14" },
    { ...row, date: "2025-03-20", kind: "dividend", before: null },
    { ...row, date: "2025-04-01", symbol: "MSFT", provider: "files", kind: "split" },
    { ...row, date: "2025-04-01", symbol: "XOM" },
    { ...row, date: "2025-01-02", source: "fmp" },
    { ...row, date: "2025-01-02", detectedAt: new Date("2025-06-20T12:00:00Z") },
  ]);
});
afterAll(async () => {
  await database.drop();
});

test("restatements of the portfolio's own symbols, at its source, of the last 30 days", async () => {
  const apple = { symbol: "AAPL", by: "Yahoo Finance", closes: 2, splits: 0, dividends: 1, first: "2025-03-14" };
  const microsoft = { symbol: "MSFT", by: "The price source", closes: 0, splits: 1, dividends: 0, first: "2025-04-01" };
  expect(await recentRestatements(database.db, portfolioId, NOW)).toEqual([
    { ...apple, isPending: false },
    { ...microsoft, isPending: false },
  ]);
});

test("results from before stand until they have been recomputed", async () => {
  await database.db.update(portfolios).set({ recomputeFrom: "2025-03-14" }).where(eq(portfolios.id, portfolioId));
  const found = await recentRestatements(database.db, portfolioId, NOW);
  expect(found.map(({ isPending }) => isPending)).toEqual([true, true]);
});
