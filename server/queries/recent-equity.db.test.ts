import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { snapshots } from "#server/db/schema/analytics.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { newestRunNotes } from "./newest-run-notes.ts";
import { recentEquity } from "./recent-equity.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const SESSION = {
  ...{ cash: "0", marketValue: "0", longExposure: "0", shortExposure: "0", grossExposure: "0", netExposure: "0" },
  ...{ pnl: "0", realizedPnl: "0", dividends: "0", flow: "0", cumulativePnl: "0" },
  ...{ positionCount: 0, longCount: 0, shortCount: 0, staleCount: 0, margin: false },
};

it("answers with the newest sessions of the viewer's own portfolios, oldest first", async () => {
  const { db } = database;
  const [mine, empty, others] = [
    await storePortfolio(db, []),
    await storePortfolio(db, []),
    await storePortfolio(db, []),
  ];
  const [owner] = await db.select({ id: portfolios.ownerId }).from(portfolios).where(eq(portfolios.id, mine));
  await db.update(portfolios).set({ ownerId: owner!.id, accountName: "Second" }).where(eq(portfolios.id, empty));
  const days = ["2025-07-03", "2025-07-01", "2025-07-02"];
  await db
    .insert(snapshots)
    .values(
      [mine, others].flatMap((portfolioId) =>
        days.map((date) => ({ ...SESSION, portfolioId, date, equity: `10${date.slice(-1)}.5` })),
      ),
    );
  const viewer = { userId: owner!.id, role: "user" as const };
  expect(await recentEquity(db, viewer)).toEqual(new Map([[mine, [101.5, 102.5, 103.5]]]));
  expect(await recentEquity(db, viewer, 2)).toEqual(new Map([[mine, [102.5, 103.5]]]));
});

it("gives the notes of the newest run that a worker took up", async () => {
  const { db } = database;
  const portfolioId = await storePortfolio(db, []);
  expect(await newestRunNotes(db, portfolioId)).toEqual([]);
  const inputs = { dates: null, isPresent: true, positions: 0, symbols: 0, priceSource: "sample", simulated: true };
  const ended = { status: "completed" as const };
  const at = (minute: number) => ({ createdAt: new Date(Date.UTC(2025, 6, 1, 12, minute)) });
  await storeRun(db, portfolioId, { ...ended, ...at(1), inputs: { ...inputs, notes: ["old"] } });
  await storeRun(db, portfolioId, { ...ended, ...at(2), inputs: { ...inputs, notes: ["Simulated prices"] } });
  await storeRun(db, portfolioId, at(3));
  expect(await newestRunNotes(db, portfolioId)).toEqual(["Simulated prices"]);
});
