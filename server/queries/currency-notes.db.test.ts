import { afterAll, beforeAll, expect, test } from "vitest";
import { symbolListings } from "#server/db/schema/market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { currencyNotes } from "./currency-notes.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("holdings whose prices are not in dollars are named by currency, by the portfolio's own source", async () => {
  const listing = (symbol: string, currency: string | null, source = "yahoo") => ({
    ...{ source, symbol, provider: source, currency, updatedAt: new Date() },
  });
  await database.db
    .insert(symbolListings)
    .values([
      listing("AAPL", "USD"),
      listing("EURO.DE", "EUR"),
      listing("PNCE.L", "GBp"),
      listing("SAP.DE", "EUR"),
      listing("FILE", null),
      listing("AAPL", "EUR", "fmp"),
    ]);
  const held = ["AAPL", "SAP.DE", "PNCE.L", "EURO.DE", "EURO.DE", "FILE"].map((symbol) => ({ symbol }));
  const id = await storePortfolio(database.db, held, { priceSource: "yahoo" });
  expect(await currencyNotes(database.db, id)).toEqual([
    "Prices of EURO.DE, SAP.DE are converted from EUR at daily rates; entry prices are taken as US dollars",
    "Prices of PNCE.L are converted from GBP at daily rates; entry prices are taken as US dollars",
  ]);
});
