import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { corporateActions } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio, storeRun, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { storeSnapshots } from "#tests/fixtures/stored-snapshots.ts";
import type { ChangedPrices } from "../recompute.ts";
import { savePrices } from "./save-prices.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.delete(corporateActions);
  // Four shares for one, while the call is held: a strike of 200 becomes 50.
  const split = { source: "yahoo", symbol: "AAPL", exDate: "2025-07-07", kind: "split" as const, value: 4 };
  await database.db.insert(corporateActions).values(split);
});

const CALL: TestPosition = {
  ...{ symbol: "AAPL260116C00200000", investmentClass: "OPTIONS", investmentSubtype: "CALL", optionType: "CALL" },
  ...{ underlyingSymbol: "AAPL", strikePrice: "200", expirationDate: "2026-01-16", entryDate: "2025-06-30" },
};

/** From when a portfolio is computed again after another quote of a contract. */
async function dueAfter(
  change: Pick<ChangedPrices, "symbol" | "from">,
  held: TestPosition,
  priceSource = "yahoo",
): Promise<string | null | undefined> {
  const { db } = database;
  await db.delete(portfolios);
  const id = await storePortfolio(db, [held], { priceSource });
  await storeSnapshots(db, id, "2025-06-30", "2025-07-15");
  const runId = await storeRun(db, id);
  await db.transaction((tx) =>
    savePrices(tx, {
      ...{ source: "yahoo", runId, at: new Date(), fetched: [], covered: new Map(), restated: [], judged: [] },
      ...{ changed: [{ ...change, to: null, isRegressor: false }], replaced: [], claimed: [] },
    }),
  );
  const [need] = await db.select({ from: portfolios.recomputeFrom }).from(portfolios).where(eq(portfolios.id, id));
  return need?.from;
}

test("a quote of the contract that a split made concerns who holds it under its old symbol", async () => {
  expect(await dueAfter({ symbol: "AAPL260116C00050000", from: "2025-07-09" }, CALL)).toBe("2025-07-09");
  const broker = { ...CALL, symbol: "AAPL260116C00050000", strikePrice: "50", quantityAsOf: "2025-07-14" };
  expect(await dueAfter({ symbol: "AAPL260116C00200000", from: "2025-07-02" }, broker)).toBe("2025-06-30");
});

test("and no other contract's, no other source's, none that was entered after the split", async () => {
  const change = { symbol: "AAPL260116C00050000", from: "2025-07-09" };
  expect(await dueAfter({ ...change, symbol: "AAPL260116P00050000" }, CALL)).toBeNull();
  expect(await dueAfter({ ...change, symbol: "AAPL260116C00051000" }, CALL)).toBeNull();
  expect(await dueAfter({ ...change, symbol: "AAPL260220C00050000" }, CALL)).toBeNull();
  expect(await dueAfter(change, CALL, "fmp")).toBeNull();
  expect(await dueAfter(change, { ...CALL, entryDate: "2025-07-08" })).toBeNull();
});
