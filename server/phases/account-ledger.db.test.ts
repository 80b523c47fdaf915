import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { snapshots } from "#server/db/schema/analytics.ts";
import type { PreparedRun } from "#server/engine/phase.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareAgain, prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { createStubSource, flatBar } from "#tests/fixtures/stub-source.ts";
import { marketData } from "./market-data/market-data.ts";
import type { PhasePorts } from "./ports.ts";
import { profitAndLoss } from "./profit-and-loss/profit-and-loss.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function equities(run: PreparedRun<PhasePorts>, portfolioId: string) {
  for (const phase of [marketData, profitAndLoss]) {
    await executePhase(phase, createPhaseContext({ db: database.db, ...run }));
  }
  return database.db
    .select({ date: snapshots.date, equity: snapshots.equity })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolioId))
    .orderBy(asc(snapshots.date));
}

test("a run that begins later takes a position over at the same price, a week old before a long weekend too", async () => {
  // The session before the account's first is 17 April, Good Friday lies between; 10 April is seven days before it.
  const dates = [...sessionsBetween("2025-01-02", "2025-04-10"), ...sessionsBetween("2025-04-22", "2025-05-09")];
  const source = createStubSource({
    present: "2025-05-09",
    bars: (symbol, from, to) =>
      (symbol === "THIN" ? dates : sessionsBetween("2024-01-02", "2025-05-09"))
        .filter((date) => date >= from && date <= to)
        .map((date) => flatBar(date, date < "2025-04-21" ? 120 : 150)),
  });
  const run = await prepareTestRun({
    db: database.db,
    source,
    positions: [{ symbol: "THIN", entryDate: "2025-03-03" }],
    portfolio: { fromDate: "2025-04-21", openingEquity: "20000" },
  });
  const portfolioId = run.scope.portfolio!.id;
  const whole = await equities(run, portfolioId);
  expect(whole.at(-1)).toEqual({ date: "2025-05-09", equity: "23000" });
  const later = { kind: "manual", force: true, fromDate: "2025-05-05", status: "completed" } as const;
  const runId = await storeRun(database.db, portfolioId, later);
  expect(await equities(await prepareAgain({ db: database.db, source }, runId), portfolioId)).toEqual(whole);
});
