import { afterAll, beforeAll, expect, test } from "vitest";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { createStubSource, flatBar } from "#tests/fixtures/stub-source.ts";
import { marketData } from "../market-data/market-data.ts";
import { symbolMetrics } from "./symbol-metrics.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("[PH8] a symbol whose prices end before the final date is not updated and is named", async () => {
  const ends = (symbol: string, to: string) =>
    ["HALTED", "SOLD"].includes(symbol) && to > "2025-06-20" ? "2025-06-20" : to;
  const source = createStubSource({
    present: "2025-07-15",
    bars: (symbol, from, to) =>
      symbol === "DARK"
        ? { code: "unknown-symbol", reason: "delisted" }
        : sessionsBetween(from, ends(symbol, to)).map((date) => flatBar(date)),
  });
  const sold = { symbol: "SOLD", exitDate: "2025-06-20", exitPrice: "100" };
  const positions = [{ symbol: "AAPL" }, { symbol: "HALTED" }, { symbol: "DARK" }, sold].map((position) => ({
    ...position,
    entryDate: "2025-06-16",
  }));
  const run = await prepareTestRun({ db: database.db, source, positions });
  await executePhase(marketData, createPhaseContext({ db: database.db, ...run }));
  const { report } = await executePhase(symbolMetrics, createPhaseContext({ db: database.db, ...run }));
  expect(report).toMatchObject({ summary: "1 symbol updated", counts: { updated: 1, unpriced: 3 } });
  expect(report.warnings).toEqual([
    {
      code: "symbols-unavailable",
      message: "2 symbols without a price at the final date not updated",
      items: ["DARK", "HALTED"],
    },
  ]);
});
