import { asc, eq, getTableColumns, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import {
  portfolioCorrelations,
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
  positionValues,
  snapshots,
} from "#server/db/schema/analytics.ts";
import { cashFlows, portfolios, positions } from "#server/db/schema/portfolio.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createOnboardingRig, type OnboardedPortfolio, type OnboardingRig } from "#tests/fixtures/onboarding-rig.ts";
import type { TestPosition } from "#tests/fixtures/stored-portfolio.ts";

const TODAY = "2025-08-06";
const now = () => new Date(`${TODAY}T22:00:00Z`);
const RESULTS = [
  snapshots,
  positionValues,
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
  portfolioCorrelations,
];

let database: TestDatabase;
let rig: OnboardingRig;
beforeAll(async () => {
  database = await createTestDatabase();
  rig = await createOnboardingRig(database, createPriceSources({ pricesDir: null, clock: now }), now);
});
afterAll(async () => {
  await rig.close();
  await database.drop();
});

const rowsOf = (table: (typeof RESULTS)[number], portfolioId: string) =>
  database.db.execute<Record<string, unknown>>(sql`select * from ${table} where portfolio_id = ${portfolioId}`);

/** No crash, a snapshot of every session, money that adds up, no number that is none, and for each null a reason. */
async function expectSound({ portfolioId, state }: OnboardedPortfolio, from: string): Promise<void> {
  expect(["completed", "partial"]).toContain(state.status);
  expect(state.phases.filter(({ status }) => status === "failed")).toEqual([]);
  for (const table of RESULTS) {
    const text = JSON.stringify(await rowsOf(table, portfolioId));
    expect(text).not.toMatch(/NaN|Infinity/);
  }
  const days = await snapshotsOf(portfolioId);
  expect(days.map(({ date }) => date)).toEqual(sessionsBetween(from, TODAY));
  for (const day of days) {
    expect(Math.abs(Number(day.cash) + Number(day.marketValue) - Number(day.equity))).toBeLessThan(0.005);
    expect(day.dailyReturn === null).toBe(day.returnReason !== null);
  }
  const factors = await database.db
    .select()
    .from(portfolioFactors)
    .where(eq(portfolioFactors.portfolioId, portfolioId));
  for (const { exposure, reason } of factors) expect(exposure === null).toBe(reason !== null);
  const stress = await database.db.select().from(portfolioStress).where(eq(portfolioStress.portfolioId, portfolioId));
  for (const { pnl, reason } of stress) if (pnl === null) expect(reason).not.toBeNull();
  await expectReasons(portfolioId);
}

/** Figures that say something of another one, and are null with it. */
const TOLD_WITH_ANOTHER = new Set([
  ...["runId", "reasons", "expectedVolatilityIsMean", "effectivePositions", "top3", "top10", "seriesLength"],
  ...["correlationSymbols", "correlationMinimum", "correlationRepaired", "tailLength", "returnLength"],
]);

async function expectReasons(portfolioId: string): Promise<void> {
  const rows = await database.db.select().from(portfolioRisk).where(eq(portfolioRisk.portfolioId, portfolioId));
  const figures = Object.keys(getTableColumns(portfolioRisk)).filter((key) => !TOLD_WITH_ANOTHER.has(key));
  for (const row of rows) {
    const unknown = figures.filter((key) => row[key as keyof typeof row] === null);
    expect(unknown.filter((key) => !row.reasons?.[key])).toEqual([]);
  }
}

const snapshotsOf = (portfolioId: string) =>
  database.db.select().from(snapshots).where(eq(snapshots.portfolioId, portfolioId)).orderBy(asc(snapshots.date));
const lastOf = async ({ portfolioId }: OnboardedPortfolio) =>
  required((await snapshotsOf(portfolioId)).at(-1), "snapshot");
const riskOf = async ({ portfolioId }: OnboardedPortfolio) => {
  const ordered = database.db.select().from(portfolioRisk).orderBy(asc(portfolioRisk.date));
  return required((await ordered.where(eq(portfolioRisk.portfolioId, portfolioId))).at(-1), "risk");
};
const warningsOf = ({ state }: OnboardedPortfolio) =>
  state.phases.flatMap(({ id, warnings }) => warnings.map(({ code }) => `${id} ${code}`));
const statusOf = ({ state }: OnboardedPortfolio, id: string) => state.phases.find((phase) => phase.id === id)?.status;

const FIRST = "2025-07-01";
const bought = (symbol: string, change: Partial<TestPosition> = {}): TestPosition => ({
  ...{ symbol, entryDate: FIRST, quantity: "10" },
  ...change,
});
const FUND = { investmentClass: "PRIVATE", investmentSubtype: "HEDGE_FUND" } as const;
const CASH = { investmentSubtype: "CASH", entryPrice: "1", quantity: "50000" } as const;

describe("unusual portfolios, through all nine phases", () => {
  test("shorts alone", async () => {
    const run = await rig.onboard(
      ["NVDA", "TSLA", "KO"].map((symbol) => bought(symbol, { quantity: "-100", entryPrice: "200" })),
      { openingEquity: "100000" },
    );
    await expectSound(run, FIRST);
    const last = await lastOf(run);
    expect(last).toMatchObject({ longCount: 0, shortCount: 3, margin: false, pricedShare: 1 });
    expect(Number(last.longExposure)).toBe(0);
    expect(Number(last.netExposure)).toBe(-Number(last.grossExposure));
    expect((await riskOf(run)).volatility63d).toBeGreaterThan(0);
    expect(warningsOf(run)).toEqual([]);
  });

  test("borrowed to the hilt: equity gone, margin flagged, and from then on no returns, with the reason", async () => {
    const lost = { quantity: "3000", entryPrice: "500" };
    const run = await rig.onboard([bought("KO", lost)], { openingEquity: "10000" });
    await expectSound(run, FIRST);
    expect(await lastOf(run)).toMatchObject({
      ...{ margin: true, dailyReturn: null, twrIndex: null },
      returnReason: `equity was not positive on ${FIRST}`,
    });
  });

  test("cash alone", async () => {
    const run = await rig.onboard([bought("SPAXX", CASH)], { openingEquity: "60000" });
    await expectSound(run, FIRST);
    expect(await lastOf(run)).toMatchObject({ equity: "60000", cash: "10000", grossExposure: "0", pricedShare: null });
    expect(statusOf(run, "phase_1")).toBe("skipped");
    expect((await riskOf(run)).reasons?.volatility21d).toBe("no public position is held");
    expect(warningsOf(run)).toEqual([]);
  });

  test("private positions alone", async () => {
    const run = await rig.onboard([bought("FUND", { ...FUND, entryPrice: "250" })], { openingEquity: "5000" });
    await expectSound(run, FIRST);
    expect(await lastOf(run)).toMatchObject({ equity: "5000", grossExposure: "2500", pricedShare: 0, staleCount: 0 });
    expect(warningsOf(run)).toEqual([]);
  });

  test("nothing at all, of an account with a first date: its opening equity", async () => {
    const run = await rig.onboard([], { openingEquity: "5000", fromDate: FIRST });
    await expectSound(run, FIRST);
    expect(await lastOf(run)).toMatchObject({ equity: "5000", cash: "5000", positionCount: 0 });
    const none = await rig.onboard([]);
    expect(none.state).toMatchObject({ status: "completed" });
    expect(new Set(none.state.phases.map(({ status }) => status))).toEqual(new Set(["skipped"]));
  });

  test("one day old", async () => {
    const run = await rig.onboard(["AAPL", "MSFT"].map((symbol) => bought(symbol, { entryDate: TODAY })));
    await expectSound(run, TODAY);
    const risk = await riskOf(run);
    expect(risk.volatility63d).toBeGreaterThan(0);
    expect(risk.reasons?.sharpeRatio).toMatch(/^1 of 60 /);
  });

  test("listed last week", async () => {
    const run = await rig.onboard([bought("FIG", { entryDate: "2025-08-01" })]);
    await expectSound(run, "2025-08-01");
    expect((await riskOf(run)).reasons).toMatchObject({ volatility63d: expect.stringMatching(/^\d of 63 returns/) });
    expect(statusOf(run, "phase_4")).toBe("completed");
  });

  test("ten years old, with money put in and taken out every month", { timeout: 240_000 }, async () => {
    const from = "2015-08-03";
    const run = await rig.onboard(
      [
        bought("SPY", { entryDate: from }),
        bought("AAPL", { entryDate: from }),
        bought("FUND", { ...FUND, entryDate: from }),
      ],
      { openingEquity: "100000" },
      async (portfolioId) => {
        const months = Array.from({ length: 119 }, (_, i) =>
          new Date(Date.UTC(2015, 8 + i, 6)).toISOString().slice(0, 10),
        );
        const flows = months.map((date, i) => ({ portfolioId, date, amount: i % 3 === 0 ? "-900" : "500" }));
        await database.db.insert(cashFlows).values(flows);
      },
    );
    await expectSound(run, from);
    const last = await lastOf(run);
    expect(last.xirr).not.toBeNull();
    expect(last.twrIndex).toBeGreaterThan(0);
    expect((await riskOf(run)).tailLength).toBe(500);
  });

  test("hundreds of positions, long and short", { timeout: 240_000 }, async () => {
    const letters = (i: number) => String.fromCharCode(65 + (i % 26), 65 + (Math.floor(i / 26) % 26), 88, 81);
    const held = Array.from({ length: 500 }, (_, i) =>
      bought(letters(i), { entryDate: "2025-07-28", quantity: i % 5 === 0 ? "-3" : "4" }),
    );
    const run = await rig.onboard(held, { openingEquity: "1000000" });
    await expectSound(run, "2025-07-28");
    expect(await lastOf(run)).toMatchObject({ positionCount: 500, longCount: 400, shortCount: 100, pricedShare: 1 });
  });

  test("emptied: the account goes on as what its positions left", async () => {
    const run = await rig.onboard([bought("KO")], { openingEquity: "5000" });
    await database.db.delete(positions).where(eq(positions.portfolioId, run.portfolioId));
    // As the deletion of its last position leaves it.
    const due = { fromDate: FIRST, recomputeFrom: FIRST, recomputeSetAt: sql`now()` };
    await database.db.update(portfolios).set(due).where(eq(portfolios.id, run.portfolioId));
    const state = await rig.run({ portfolioId: run.portfolioId, kind: "manual" });
    await expectSound({ ...run, state }, FIRST);
    expect(await lastOf(run)).toMatchObject({ equity: "5000", cash: "5000", positionCount: 0 });
  });
});
