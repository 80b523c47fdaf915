import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import {
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  positionValues,
  snapshots,
} from "#server/db/schema/analytics.ts";
import { portfolios, positions, positionTags, tags } from "#server/db/schema/portfolio.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { holdings } from "./holdings.ts";
import { newestRunId, ownedRun } from "./owned-run.ts";
import { portfolioList } from "./portfolio-list.ts";
import { type PortfolioPage, portfolioPage } from "./portfolio-page.ts";
import type { Viewer } from "./viewer.ts";

let database: TestDatabase;
let portfolioId: string;
let runId: string;
let owner: Viewer;
let page: PortfolioPage;

const DATES = ["2025-07-01", "2025-07-02"] as const;
const MONEY = {
  ...{ cash: "100.005", marketValue: "900", longExposure: "900", shortExposure: "0", grossExposure: "900" },
  ...{ netExposure: "900", pnl: "1.5", realizedPnl: "0", dividends: "0", flow: "0", cumulativePnl: "3" },
  ...{ positionCount: 1, longCount: 1, shortCount: 0, staleCount: 0, margin: false },
};

async function storeResults(): Promise<void> {
  const { db } = database;
  const held = await db
    .select()
    .from(positions)
    .where(eq(positions.portfolioId, portfolioId))
    .orderBy(positions.ordinal);
  const [open, closed] = held as [(typeof held)[0], (typeof held)[0]];
  await db.insert(snapshots).values(
    // The newest first, so that the order is the query's doing.
    DATES.toReversed().map((date, index) => ({ ...MONEY, portfolioId, date, equity: String(1000.005 + index) })),
  );
  const value = { portfolioId, quantity: "100", price: "9", marketValue: "900", unrealizedPnl: "-1", realizedPnl: "0" };
  await db.insert(positionValues).values([
    { ...value, positionId: open.id, date: DATES[0], priceDate: DATES[0], weight: 0.8 },
    { ...value, positionId: open.id, date: DATES[1], priceDate: DATES[0], weight: 0.9 },
    { ...value, positionId: closed.id, date: DATES[0], quantity: "0", marketValue: "0", realizedPnl: "7", weight: 0 },
  ]);
  const [tag] = await db
    .insert(tags)
    .values({ portfolioId, name: "Financials", kind: "sector", colour: "#FF9800" })
    .returning();
  await db.insert(positionTags).values({ positionId: open.id, tagId: tag!.id });
  const factors = DATES.flatMap((date) =>
    FACTORS.map(({ id: factor }) => ({ portfolioId, date, factor, exposure: 1 })),
  );
  await db.insert(portfolioFactors).values(factors.toReversed());
  await db.insert(portfolioRisk).values(DATES.map((date, index) => ({ portfolioId, date, hhi: 5000 + index })));
  const sector = { portfolioId, date: DATES[1], weight: 0.25 };
  await db.insert(portfolioSectors).values([
    { ...sector, sector: "Energy" },
    { ...sector, sector: "Financials", weight: 0.75 },
    { ...sector, sector: "Gone", date: DATES[0] },
  ]);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const exit = { exitDate: DATES[0], exitPrice: "9" };
  portfolioId = await storePortfolio(database.db, [{ symbol: "AAPL" }, { symbol: "MSFT", ...exit }]);
  await storeRun(database.db, portfolioId, { status: "completed" });
  runId = await storeRun(database.db, portfolioId, { kind: "manual", status: "running", percent: 40 });
  const [row] = await database.db.select().from(portfolios).where(eq(portfolios.id, portfolioId));
  owner = { userId: row!.ownerId, role: "user" };
  await storeResults();
  page = (await portfolioPage(database.db, owner, portfolioId))!;
});
afterAll(async () => {
  await database.drop();
});

describe("the portfolio page", () => {
  it("has the equity curve in order, money as numbers", () => {
    expect(page.snapshots.map(({ date, equity }) => [date, equity])).toEqual([
      [DATES[0], 1001.005],
      [DATES[1], 1000.005],
    ]);
    expect(page.snapshots[0]).toMatchObject({ cash: 100.005, runId: null, twrIndex: null, margin: false });
  });

  it("has each position once, with its own newest value, its tags, and whether it is closed", async () => {
    const { holdings: all, ...listed } = await holdings(database.db, portfolioId);
    expect(all).toMatchObject([
      {
        ...{ symbol: "AAPL", closed: false, tags: [{ name: "Financials", kind: "sector", colour: "#FF9800" }] },
        value: { date: DATES[1], priceDate: DATES[0], quantity: 100, marketValue: 900, weight: 0.9 },
      },
      { symbol: "MSFT", closed: true, tags: [], value: { date: DATES[0], realizedPnl: 7 }, metrics: null },
    ]);
    expect(listed).toMatchObject({ total: 2, held: 1, ended: 1, largestWeight: 0.9 });
  });

  it("has an option that has expired among what is closed, on the session it expires on", async () => {
    const { db } = database;
    const option = { investmentClass: "OPTIONS", investmentSubtype: "CALL", underlyingSymbol: "AAPL" } as const;
    const expiries = ["2025-07-05", "2025-07-08"];
    const held = expiries.map((expirationDate) => ({ ...option, symbol: expirationDate, expirationDate }));
    const id = await storePortfolio(db, held, { ownerId: owner.userId, accountName: "Options" });
    await db.insert(snapshots).values({ ...MONEY, portfolioId: id, date: "2025-07-03", equity: "1" });
    const shown = await holdings(db, id);
    expect(shown.holdings.map(({ closed }) => closed)).toEqual([true, false]);
    await db.delete(portfolios).where(eq(portfolios.id, id));
  });

  it("has factors, risk and sectors of the newest date only, in the order they are shown", () => {
    expect(page.factors?.asOf).toBe(DATES[1]);
    expect(page.factors?.factors.map(({ factor }) => factor)).toEqual(FACTORS.map(({ id }) => id));
    expect(page.risk).toMatchObject({ asOf: DATES[1], hhi: 5001, reasons: {} });
    expect(page.sectors).toMatchObject({ asOf: DATES[1], sectors: [{ sector: "Financials" }, { sector: "Energy" }] });
  });

  it("has its runs, newest first", async () => {
    expect(page.runs.map(({ kind }) => kind)).toEqual(["manual", "onboarding"]);
    expect(await newestRunId(database.db, portfolioId)).toBe(runId);
  });

  it("is empty before the first run, and nothing to anyone else, admins included", async () => {
    const empty = await storePortfolio(database.db, [], { ownerId: owner.userId, accountName: "Empty" });
    const bare = await portfolioPage(database.db, owner, empty);
    expect(bare).toMatchObject({
      snapshots: [],
      holdings: { total: 0, holdings: [] },
      held: null,
      factors: null,
      risk: null,
      sectors: null,
      runs: [],
    });
    const stranger = { userId: "someone else", role: "admin" } as const;
    expect(await portfolioPage(database.db, stranger, portfolioId)).toBeNull();
    expect(await portfolioPage(database.db, owner, "no id")).toBeNull();
    const list = await portfolioList(database.db, owner);
    expect(list.map(({ accountName }) => accountName)).toEqual(["Empty", "Main"]);
    expect(list[1]).toMatchObject({
      positionCount: 2,
      latest: { date: DATES[1], equity: 1000.005 },
      lastRun: { id: runId, status: "running", percent: 40 },
    });
    expect(list[0]).toMatchObject({ positionCount: 0, latest: null, lastRun: null });
    expect(await portfolioList(database.db, stranger)).toEqual([]);
  });

  it("[LIVE2] leads to runs that are the owner's and any admin's, and to nobody else's", async () => {
    const { db } = database;
    expect(await ownedRun(db, owner, runId)).toMatchObject({ id: runId, portfolioId, isOwner: true });
    expect(await ownedRun(db, { userId: "root", role: "admin" }, runId)).toMatchObject({ isOwner: false });
    expect(await ownedRun(db, { userId: "eve", role: "user" }, runId)).toBeNull();
    expect(await ownedRun(db, owner, "no id")).toBeNull();
  });
});
