import { fileURLToPath } from "node:url";
import { and, asc, between, count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import type { PhaseId } from "#lib/run/plan.ts";
import {
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
  positionValues,
  snapshots,
} from "#server/db/schema/analytics.ts";
import { symbolFactors, symbolMetrics as symbolMetricsTable } from "#server/db/schema/market.ts";
import { positions } from "#server/db/schema/portfolio.ts";
import type { PhaseModule, PreparedRun } from "#server/engine/phase.ts";
import { createPriceFiles } from "#server/market/sources/price-files.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, type ExecutedPhase, executePhase, interruption } from "#tests/fixtures/phase-context.ts";
import { prepareAgain, prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { readPositions, storeRun, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { testDataPath } from "#tests/fixtures/test-data.ts";
import { companyProfiles } from "./company-profiles/company-profiles.ts";
import { factorAnalysis } from "./factor-analysis/factor-analysis.ts";
import { marketData } from "./market-data/market-data.ts";
import { marketValues } from "./market-values/market-values.ts";
import type { PhasePorts } from "./ports.ts";
import { profitAndLoss } from "./profit-and-loss/profit-and-loss.ts";
import { riskAnalytics } from "./risk-analytics/risk-analytics.ts";
import { symbolMetrics } from "./symbol-metrics/symbol-metrics.ts";

const MODULES = [marketData, factorAnalysis, symbolMetrics, profitAndLoss, marketValues, riskAnalytics];
type Phases = Record<(typeof MODULES)[number]["id"], ExecutedPhase>;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function runPhases(
  { scope, ports }: PreparedRun<PhasePorts>,
  modules: readonly PhaseModule<PhaseId, PhasePorts>[] = MODULES,
): Promise<Phases> {
  const ended: [string, ExecutedPhase][] = [];
  for (const module of modules) {
    ended.push([module.id, await executePhase(module, createPhaseContext({ db: database.db, scope, ports }))]);
  }
  return Object.fromEntries(ended) as Phases;
}

const RESULTS = [snapshots, positionValues, portfolioFactors, portfolioRisk, portfolioSectors, portfolioStress];
/** Null before the account's sixtieth return. */
const RATIOS = "sharpeRatio sortinoRatio calmarRatio maxDrawdown trackingError informationRatio upCapture downCapture";

/** Every stored result of a portfolio but the run that wrote it. */
function results(portfolioId: string) {
  const rowsOf = async (table: (typeof RESULTS)[number]) => {
    const rows = await database.db.execute<Record<string, unknown>>(
      sql`select * from ${table} where ${table.portfolioId} = ${portfolioId}`,
    );
    return rows.map((row) => JSON.stringify({ ...row, run_id: null })).toSorted();
  };
  return Promise.all(RESULTS.map(rowsOf));
}

const portfolioOf = (run: PreparedRun<PhasePorts>) => run.scope.portfolio!.id;
const onDate = (portfolioId: string, date: string) =>
  database.db
    .select()
    .from(snapshots)
    .where(and(eq(snapshots.portfolioId, portfolioId), eq(snapshots.date, date)));

describe("real-us-20 on real prices", () => {
  let computed: Promise<{ run: PreparedRun<PhasePorts>; phases: Phases }> | null = null;

  async function compute(context: TestContext) {
    const source = createPriceFiles(testDataPath(context, "market"));
    const held = readPositions(testDataPath(context, "portfolios/real-us-20.csv"));
    const portfolio = { fromDate: "2018-12-03", toDate: "2019-12-06", openingEquity: "2500000" };
    const run = await prepareTestRun({ db: database.db, source, positions: held, portfolio });
    return { run, phases: await runPhases(run) };
  }
  /** Computed once, by the first test that asks. */
  function real(context: TestContext) {
    computed ??= compute(context);
    return computed;
  }

  test("has 255 snapshots; cash and market value make up equity to the cent on every one", async (context) => {
    const { run, phases } = await real(context);
    const rows = await database.db
      .select()
      .from(snapshots)
      .where(eq(snapshots.portfolioId, portfolioOf(run)))
      .orderBy(asc(snapshots.date));
    expect(rows).toHaveLength(255);
    expect(rows.map(({ date }) => date)).not.toContain("2018-12-05");
    for (const { cash, marketValue, equity } of rows) {
      expect(Math.abs(Number(cash) + Number(marketValue) - Number(equity))).toBeLessThan(0.005);
    }
    expect(phases.phase_3.report).toMatchObject({ summary: "1 portfolio, 255 snapshots", warnings: [] });
    const [first, last] = [rows[0]!, rows.at(-1)!];
    expect([first.positionCount, last.positionCount, first.shortCount]).toEqual([19, 19, 2]);
    expect(Number(last.equity) - 2_500_000).toBeCloseTo(Number(last.cumulativePnl), 4);
    expect(last.twrIndex).toBeCloseTo(Number(last.equity) / 2_500_000, 9);
  });

  test("[EVT6] announces the first, every fifth and the last date", async (context) => {
    const { phases } = await real(context);
    const { messages } = phases.phase_3;
    expect(messages).toHaveLength(52);
    expect(messages[0]).toBe("Processing date 2018-12-03... (1/255)");
    expect(messages[1]).toBe("Processing date 2018-12-10... (5/255)");
    expect(messages.at(-1)).toBe("Processing date 2019-12-06... (255/255)");
    expect(phases.phase_3.log.every(({ logger }) => logger === "app.calculations.snapshots")).toBe(true);
  });

  test("UNH is gone after its exit, WMT there from its entry", async (context) => {
    const { run, phases } = await real(context);
    const datesOf = async (symbol: string) => {
      const rows = await database.db
        .select({
          date: positionValues.date,
          marketValue: positionValues.marketValue,
          realized: positionValues.realizedPnl,
        })
        .from(positionValues)
        .innerJoin(positions, eq(positions.id, positionValues.positionId))
        .where(and(eq(positions.symbol, symbol), eq(positionValues.portfolioId, portfolioOf(run))))
        .orderBy(asc(positionValues.date));
      return { first: rows[0]!, last: rows.at(-1)! };
    };
    const unh = await datesOf("UNH");
    expect(unh.last).toMatchObject({ date: "2019-09-16", marketValue: "0" });
    expect(Number(unh.last.realized)).toBeCloseTo(300 * (229.1 - 268.3), 6);
    expect((await datesOf("WMT")).first.date).toBe("2019-03-15");
    expect(phases.phase_4.report).toMatchObject({ summary: "20/20 positions updated", warnings: [] });
  });

  test("weights are of equity, and add up with cash to 1", async (context) => {
    const { run } = await real(context);
    const [snapshot] = await onDate(portfolioOf(run), "2019-12-06");
    const rows = await database.db
      .select()
      .from(positionValues)
      .where(and(eq(positionValues.portfolioId, portfolioOf(run)), eq(positionValues.date, "2019-12-06")));
    const weights = rows.reduce((sum, { weight }) => sum + weight!, 0);
    expect(weights + Number(snapshot!.cash) / Number(snapshot!.equity)).toBeCloseTo(1, 12);
    const live = await database.db
      .select()
      .from(positions)
      .where(eq(positions.portfolioId, portfolioOf(run)));
    expect(live.every(({ liveDate }) => liveDate === "2019-12-06")).toBe(true);
    expect(live.find(({ symbol }) => symbol === "UNH")?.liveMarketValue).toBe("0");
  });

  test("fits the factors whose ETFs are there and names the others", async (context) => {
    const { phases } = await real(context);
    expect(phases.phase_1_5.report.summary).toBe("20 symbols analyzed");
    expect(phases.phase_1_5.report.warnings).toHaveLength(1);
    expect(phases.phase_1_5.report.warnings[0]?.message).toMatch(/^No prices of TLT, VTV, VUG, IWM: IR Beta, Value/);
    const [row] = await database.db
      .select()
      .from(symbolFactors)
      .where(and(eq(symbolFactors.symbol, "AAPL"), eq(symbolFactors.date, "2019-12-06")));
    expect(row!.marketBeta).toBeGreaterThan(0.5);
    expect(row!.reasons).toMatchObject({ value: "VTV has no prices", "rate-beta": "TLT has no prices" });
    for (const beta of [row!.momentum, row!.quality, row!.lowVolatility, row!.momentumSpread])
      expect(beta).not.toBeNull();
  });

  test("thirteen factors a date: those with betas, and a reason for each of the rest", async (context) => {
    const { run } = await real(context);
    const rows = await database.db
      .select()
      .from(portfolioFactors)
      .where(and(eq(portfolioFactors.portfolioId, portfolioOf(run)), eq(portfolioFactors.date, "2019-12-06")));
    expect(rows.map(({ factor }) => factor).toSorted()).toEqual(FACTORS.map(({ id }) => id).toSorted());
    const byFactor = new Map(rows.map((row) => [row.factor, row]));
    const market = byFactor.get("market-beta")!;
    expect(market.coverage).toBeCloseTo(1, 12);
    expect(market.r2).toBeGreaterThan(0.3);
    const [snapshot] = await onDate(portfolioOf(run), "2019-12-06");
    expect(Number(market.dollarExposure)).toBeCloseTo(market.exposure! * Number(snapshot!.equity), 4);
    expect(byFactor.get("rate-beta")).toMatchObject({ exposure: null, reason: "TLT has no prices" });
    expect(byFactor.get("provider-beta")).toMatchObject({ exposure: null, reason: "the provider publishes no beta" });
    expect(rows.every(({ exposure, reason }) => (exposure === null) === (reason !== null))).toBe(true);
  });

  test("one warning per failed analytic, on all its dates", async (context) => {
    const { phases } = await real(context);
    const { summary, warnings, counts } = phases.phase_6.report;
    expect(summary).toBe("1 portfolio analyzed, 255 dates, 9 analytics each");
    expect(warnings.map(({ message, items }) => [message, ...items].join(": "))).toEqual([
      "IR beta failed on 255 of 255 dates: IR Beta: TLT has no prices on 255 dates",
      "Spread factors failed on 255 of 255 dates: Growth-Value Spread: VUG has no prices, VTV has no prices on 255 dates: Size Spread: IWM has no prices on 255 dates",
      expect.stringMatching(/^Style factors failed on 255 of 255 dates: Value: VTV has no prices on 255 dates: /),
      "Sectors and concentration failed on 255 of 255 dates: no sector of a public holding is known on 255 dates",
      expect.stringMatching(/^Stress and tail risk failed on 255 of 255 dates: TLT has no prices on 255 dates: VTV /),
    ]);
    expect(counts).toMatchObject({ failedAnalytics: 5 * 255, failedDates: 0 });
  });

  test("volatility, correlation, tail risk and concentration on every date; without profiles all is uncategorized beside the index", async (context) => {
    const { run } = await real(context);
    const rows = await database.db
      .select()
      .from(portfolioRisk)
      .where(eq(portfolioRisk.portfolioId, portfolioOf(run)));
    expect(rows).toHaveLength(255);
    expect(rows.filter(({ reasons }) => reasons !== null)).toHaveLength(59);
    for (const row of rows) {
      expect(Object.keys(row.reasons ?? {}).filter((figure) => !RATIOS.includes(figure))).toEqual([]);
      expect([row.correlationSymbols, row.effectiveBets, row.historicalVar99, row.cornishFisherEs95]).not.toContain(
        null,
      );
      expect([row.volatility21d, row.volatility63d, row.expectedVolatility, row.volatilityPercentile]).not.toContain(
        null,
      );
      expect(row.effectivePositions).toBeGreaterThan(5);
    }
    const sectors = await database.db
      .select()
      .from(portfolioSectors)
      .where(and(eq(portfolioSectors.portfolioId, portfolioOf(run)), eq(portfolioSectors.date, "2019-12-06")));
    expect(sectors).toHaveLength(12);
    expect(sectors.find(({ sector }) => sector === "Uncategorized")).toMatchObject({ weight: 1, indexWeight: null });
    expect(sectors.find(({ sector }) => sector === "Energy")).toMatchObject({
      weight: 0,
      indexWeight: expect.closeTo(0.028, 12),
      indexAsOf: "2025-11-28",
    });
  });

  test("recomputing any range gives the same rows", async (context) => {
    const { run } = await real(context);
    const before = await results(portfolioOf(run));
    expect(before.map((rows) => rows.length > 250)).toEqual(RESULTS.map(() => true));
    for (const [fromDate, toDate] of [
      ["2019-03-01", "2019-12-06"],
      ["2019-09-16", "2019-10-10"],
      ["2019-10-01", "2019-10-10"],
      ["2018-12-03", "2018-12-20"],
    ] as const) {
      const within = and(eq(snapshots.portfolioId, portfolioOf(run)), between(snapshots.date, fromDate, toDate));
      await database.db.update(snapshots).set({ equity: "0" }).where(within);
      const runId = await storeRun(database.db, portfolioOf(run), {
        kind: "manual",
        force: true,
        fromDate,
        toDate,
        status: "completed",
      });
      await runPhases(await prepareAgain({ db: database.db, source: run.ports.source }, runId));
      expect(await results(portfolioOf(run))).toEqual(before);
    }
  });
});

const HELD: readonly TestPosition[] = ["AAPL", "MSFT", "JNJ", "XOM", "JPM", "KO"].map((symbol) => ({
  symbol,
  quantity: "200",
  entryPrice: "150",
  entryDate: "2025-01-02",
}));
const OPENING = { openingEquity: "250000" };
const now = () => new Date("2025-07-16T01:00:00Z");

describe("a stock portfolio on the sample market", () => {
  const prepare = (held = HELD) =>
    prepareTestRun({ db: database.db, source: createSampleMarket(), positions: held, portfolio: OPENING, now });

  test("every phase of the growth portfolio ends without a warning; every figure is there", async () => {
    const path = fileURLToPath(new URL("../../tests/fixtures/portfolios/growth.csv", import.meta.url));
    const run = await prepareTestRun({
      db: database.db,
      source: createSampleMarket(),
      positions: readPositions(path),
      portfolio: { openingEquity: "700000" },
      now: () => new Date("2026-03-17T01:00:00Z"),
    });
    const phases = await runPhases(run, [...MODULES.slice(0, -1), companyProfiles, riskAnalytics]);
    for (const phase of Object.values(phases)) expect(phase.report.warnings).toEqual([]);
    expect(phases.phase_4.report.summary).toBe("17/17 positions updated");
    const metrics = await database.db
      .select()
      .from(symbolMetricsTable)
      .where(and(eq(symbolMetricsTable.source, "sample"), eq(symbolMetricsTable.symbol, "AAPL")));
    expect(metrics.at(-1)).toMatchObject({ asOf: run.scope.finalDate, reasons: null });
    const last = await database.db
      .select()
      .from(portfolioFactors)
      .where(and(eq(portfolioFactors.portfolioId, portfolioOf(run)), eq(portfolioFactors.date, run.scope.finalDate)));
    expect(last).toHaveLength(13);
    for (const row of last) expect(row).toMatchObject({ exposure: expect.any(Number), reason: null });
    expect(last.every(({ coverage }) => coverage! > 0.8)).toBe(true);
    const inflated = last.filter(({ vif, vifReason }) => vif !== null && vif >= 1 && vifReason === null);
    expect(inflated.map(({ factor }) => factor).toSorted()).toEqual([
      "growth-value-spread",
      "momentum-spread",
      "quality-spread",
      "size-spread",
    ]);
    const [risk] = await database.db
      .select()
      .from(portfolioRisk)
      .where(and(eq(portfolioRisk.portfolioId, portfolioOf(run)), eq(portfolioRisk.date, run.scope.finalDate)));
    expect(Object.values(risk!).filter((value) => value === null)).toEqual([null]);
    expect(risk!.reasons).toBeNull();
  });

  test("factors that are stored and complete are not fitted again, unless forced", async () => {
    const run = await prepare();
    await runPhases(run);
    const again = await executePhase(factorAnalysis, createPhaseContext({ db: database.db, ...run }));
    const rows = HELD.length * run.scope.dates.length;
    expect(again.report).toMatchObject({ summary: "6 symbols analyzed", counts: { analyzed: 6, reusedRows: rows } });
    const scope = { ...run.scope, force: true };
    const forced = await executePhase(factorAnalysis, createPhaseContext({ db: database.db, scope, ports: run.ports }));
    expect(forced.report.counts).toMatchObject({ analyzed: 6, reusedRows: 0 });
  });

  test("[RUN6] a phase cut off goes on at its first uncommitted unit and ends the same", async () => {
    const whole = await prepare();
    const undisturbed = await runPhases(whole);
    const run = await prepare();
    // So few symbols' metrics and so few snapshots are a single unit.
    const single: readonly PhaseModule<PhaseId, PhasePorts>[] = [symbolMetrics, profitAndLoss];
    for (const module of MODULES.slice(1)) {
      const commitsBeforeInterruption = single.includes(module) ? 0 : 2;
      const cut = createPhaseContext({ db: database.db, ...run, commitsBeforeInterruption });
      await expect(executePhase(module, cut)).rejects.toBe(interruption);
      const resumed = cut.commits.at(-1) ?? null;
      const rest = createPhaseContext({ db: database.db, ...run, resumed });
      const ended = await executePhase(module, rest);
      expect(ended.report.summary).toBe(undisturbed[module.id].report.summary);
      expect(rest.commits[0]!.done).toBeGreaterThan(resumed?.done ?? 0);
    }
    const [dates] = await database.db
      .select({ n: count() })
      .from(portfolioRisk)
      .where(eq(portfolioRisk.portfolioId, portfolioOf(run)));
    expect(dates?.n).toBe(whole.scope.dates.length);
  });

  test("cash, private positions and options are in equity by their own rules", async () => {
    const run = await prepare([
      ...HELD,
      { symbol: "SPAXX", quantity: "20000", entryPrice: "1", entryDate: "2025-01-02", investmentSubtype: "CASH" },
      {
        symbol: "HOME",
        quantity: "1",
        entryPrice: "10000",
        entryDate: "2025-01-02",
        investmentClass: "PRIVATE",
        investmentSubtype: "REAL_ESTATE",
      },
      {
        symbol: "AAPL250321C00150000",
        quantity: "1",
        entryPrice: "9",
        entryDate: "2025-01-02",
        investmentClass: "OPTIONS",
        investmentSubtype: "CALL",
        underlyingSymbol: "AAPL",
        strikePrice: "150",
        expirationDate: "2025-03-21",
        optionType: "CALL",
      },
    ]);
    const phases = await runPhases(run);
    expect(phases.phase_3.report.warnings).toEqual([]);
    const [before] = await onDate(portfolioOf(run), "2025-03-20");
    const [after] = await onDate(portfolioOf(run), "2025-03-21");
    expect([before!.positionCount, before!.longCount, after!.positionCount]).toEqual([9, 8, 8]);
    const values = await database.db
      .select({ symbol: positions.symbol, value: positionValues })
      .from(positionValues)
      .innerJoin(positions, eq(positions.id, positionValues.positionId))
      .where(and(eq(positionValues.portfolioId, portfolioOf(run)), eq(positionValues.date, "2025-03-20")));
    const by = new Map(values.map(({ symbol, value }) => [symbol, value]));
    expect(by.get("SPAXX")).toMatchObject({ marketValue: "20000", weight: null, priceDate: null });
    expect(by.get("HOME")).toMatchObject({ marketValue: "10000", unrealizedPnl: "0" });
    const option = by.get("AAPL250321C00150000")!;
    expect(option).toMatchObject({ priceOrigin: "session", delta: expect.any(Number) });
    expect(Number(option.unrealizedPnl)).toBeCloseTo(Number(option.marketValue) - 900, 6);
    // Of the option its delta is exposed, not its value.
    const exposures = Number(before!.longExposure) - Number(option.exposure) + Number(option.marketValue);
    expect(Number(before!.marketValue) - exposures).toBeCloseTo(20_000, 6);
  });
});
