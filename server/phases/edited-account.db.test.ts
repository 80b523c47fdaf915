import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { portfolioRisk, positionValues, snapshots } from "#server/db/schema/analytics.ts";
import { cashFlows, portfolios, positions } from "#server/db/schema/portfolio.ts";
import type { PreparedRun } from "#server/engine/phase.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareAgain } from "#tests/fixtures/prepared-run.ts";
import { storePortfolio, storeRun, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { marketData } from "./market-data/market-data.ts";
import { marketValues } from "./market-values/market-values.ts";
import type { PhasePorts } from "./ports.ts";
import { profitAndLoss } from "./profit-and-loss/profit-and-loss.ts";
import { sectorTags } from "./sector-tags/sector-tags.ts";

const NOW = new Date("2025-07-16T12:00:00Z");
const HELD: readonly TestPosition[] = [
  { symbol: "AAPL", entryDate: "2025-06-02" },
  { symbol: "KO", entryDate: "2025-06-16" },
];
const SETTINGS = { openingEquity: "100000" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function prepared(portfolioId: string, source = createSampleMarket()): Promise<PreparedRun<PhasePorts>> {
  const runId = await storeRun(database.db, portfolioId, { kind: "manual", status: "completed" });
  return prepareAgain({ db: database.db, source, now: () => NOW }, runId);
}

async function compute({ scope, ports }: PreparedRun<PhasePorts>) {
  const { db } = database;
  for (const module of [marketData, profitAndLoss, marketValues, sectorTags]) {
    if ("skip" in module.total(scope, ports)) continue;
    await executePhase(module, createPhaseContext({ db, scope, ports }));
  }
  // As the last phase does: what has its analytics counts as computed.
  const portfolioId = required(scope.portfolio, "portfolio").id;
  await db
    .insert(portfolioRisk)
    .values(scope.dates.map((date) => ({ portfolioId, date })))
    .onConflictDoNothing();
}

const curveOf = (portfolioId: string) =>
  database.db
    .select({ date: snapshots.date, equity: snapshots.equity, cash: snapshots.cash, count: snapshots.positionCount })
    .from(snapshots)
    .where(eq(snapshots.portfolioId, portfolioId))
    .orderBy(asc(snapshots.date));

const needFrom = (portfolioId: string, recomputeFrom: string) =>
  database.db.update(portfolios).set({ recomputeFrom }).where(eq(portfolios.id, portfolioId));
const positionOf = async (portfolioId: string, symbol: string) => {
  const rows = await database.db.select().from(positions).where(eq(positions.portfolioId, portfolioId));
  return required(
    rows.find((row) => row.symbol === symbol),
    symbol,
  ).id;
};

describe("an account that was edited", () => {
  test("has the results of one that was entered so, and none of sessions it has no more", async () => {
    const { db } = database;
    const id = await storePortfolio(db, HELD, SETTINGS);
    await compute(await prepared(id));
    expect((await curveOf(id))[0]?.date).toBe("2025-06-02");
    await db
      .update(positions)
      .set({ entryDate: "2025-06-23" })
      .where(eq(positions.id, await positionOf(id, "AAPL")));
    await needFrom(id, "2025-06-02");
    const run = await prepared(id);
    expect(run.scope.dates[0]).toBe("2025-06-16");
    await compute(run);
    const anew = await storePortfolio(db, [{ ...HELD[0]!, entryDate: "2025-06-23" }, HELD[1]!], SETTINGS);
    await compute(await prepared(anew));
    expect(await curveOf(id)).toEqual(await curveOf(anew));
    const risk = await db.select().from(portfolioRisk).where(eq(portfolioRisk.portfolioId, id));
    expect(risk.map(({ date }) => date).toSorted()[0]).toBe("2025-06-16");
  });

  test("that sold all of it is cash alone: its opening equity and its flows", async () => {
    const { db } = database;
    const id = await storePortfolio(db, HELD, SETTINGS);
    await compute(await prepared(id));
    await db.delete(positions).where(eq(positions.portfolioId, id));
    await db.update(portfolios).set({ fromDate: "2025-06-02" }).where(eq(portfolios.id, id));
    await db.insert(cashFlows).values({ portfolioId: id, date: "2025-07-01", amount: "-500" });
    await needFrom(id, "2025-06-02");
    const run = await prepared(id);
    expect(run.nothingToDo).toBeNull();
    await compute(run);
    const curve = await curveOf(id);
    expect([curve[0], curve.at(-1)]).toMatchObject([
      { date: "2025-06-02", equity: "100000", cash: "100000", count: 0 },
      { date: "2025-07-15", equity: "99500", cash: "99500", count: 0 },
    ]);
    expect(await db.$count(positionValues, eq(positionValues.portfolioId, id))).toBe(0);
  });

  test("whose new symbol has prices to an earlier day ends there", async () => {
    const { db } = database;
    const id = await storePortfolio(db, HELD, {
      ...SETTINGS,
      priceSource: createStubSource({ present: "2025-07-15" }).name,
    });
    await compute(await prepared(id, createStubSource({ present: "2025-07-15" })));
    expect((await curveOf(id)).at(-1)?.date).toBe("2025-07-15");
    await needFrom(id, "2025-07-01");
    await compute(await prepared(id, createStubSource({ present: "2025-07-09" })));
    expect((await curveOf(id)).at(-1)?.date).toBe("2025-07-09");
    const risk = await db.select().from(portfolioRisk).where(eq(portfolioRisk.portfolioId, id));
    expect(
      risk
        .map(({ date }) => date)
        .toSorted()
        .at(-1),
    ).toBe("2025-07-09");
  });

  test("may lose a position while a run is at work: nothing of it is stored", async () => {
    const { db } = database;
    const id = await storePortfolio(db, HELD, SETTINGS);
    const run = await prepared(id);
    const gone = await positionOf(id, "KO");
    await db.delete(positions).where(eq(positions.id, gone));
    await compute(run);
    const rows = await db.select().from(positionValues).where(eq(positionValues.portfolioId, id));
    expect(new Set(rows.map(({ positionId }) => positionId))).toEqual(new Set([await positionOf(id, "AAPL")]));
  });
});
