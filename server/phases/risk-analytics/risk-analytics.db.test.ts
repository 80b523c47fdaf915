import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { epochDay } from "#lib/analytics/epoch-day.ts";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import {
  portfolioCorrelations,
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
} from "#server/db/schema/analytics.ts";
import { scenarios } from "#server/db/schema/portfolio.ts";
import type { PreparedRun } from "#server/engine/phase.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PriceSource } from "#server/market/price-source.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareAgain, prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { storeRun, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { createStubSource, flatBar } from "#tests/fixtures/stub-source.ts";
import { factorAnalysis } from "../factor-analysis/factor-analysis.ts";
import { marketData } from "../market-data/market-data.ts";
import type { PhasePorts } from "../ports.ts";
import { riskAnalytics } from "./risk-analytics.ts";

const now = () => new Date("2025-07-16T01:00:00Z");
const HELD: readonly TestPosition[] = ["AAPL", "KO", "XOM"].map((symbol, i) => ({
  ...{ symbol, quantity: i === 2 ? "-100" : "200", entryPrice: "150", entryDate: "2025-06-02" },
}));
const RESULTS = [portfolioRisk, portfolioFactors, portfolioSectors, portfolioStress];

describe("risk analytics", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  interface Wanted {
    source?: PriceSource;
    held?: readonly TestPosition[];
    portfolio?: { openingEquity?: string; fromDate?: string; toDate?: string };
  }
  const prepare = ({ source = createSampleMarket(), held = HELD, portfolio = {} }: Wanted = {}) =>
    prepareTestRun({
      ...{ db: database.db, source, positions: held, now },
      portfolio: { openingEquity: "100000", ...portfolio },
    });
  async function analyze({ scope, ports }: PreparedRun<PhasePorts>) {
    for (const phase of [marketData, factorAnalysis]) {
      await executePhase(phase, createPhaseContext({ db: database.db, scope, ports }));
    }
    const { report } = await executePhase(riskAnalytics, createPhaseContext({ db: database.db, scope, ports }));
    return report;
  }
  async function again(run: PreparedRun<PhasePorts>, fromDate: string, toDate: string) {
    const manual = { kind: "manual", force: true, fromDate, toDate, status: "completed" } as const;
    const runId = await storeRun(database.db, portfolioOf(run), manual);
    return prepareAgain({ db: database.db, source: run.ports.source, now }, runId);
  }
  const portfolioOf = (run: PreparedRun<PhasePorts>) => run.scope.portfolio!.id;

  /** Every stored row but the run that wrote it. */
  async function results(portfolioId: string): Promise<string[][]> {
    const rowsOf = async (table: (typeof RESULTS)[number]) => {
      const rows = await database.db.execute<Record<string, unknown>>(
        sql`select * from ${table} where ${table.portfolioId} = ${portfolioId}`,
      );
      return rows.map((row) => JSON.stringify({ ...row, run_id: null })).toSorted();
    };
    return Promise.all(RESULTS.map(rowsOf));
  }
  const correlationsOf = (run: PreparedRun<PhasePorts>) =>
    database.db
      .select()
      .from(portfolioCorrelations)
      .where(eq(portfolioCorrelations.portfolioId, portfolioOf(run)))
      .orderBy(portfolioCorrelations.date);

  test("22 scenarios a date, nine analytics, and the matrix of the final date alone", async () => {
    const run = await prepare();
    const { summary, counts } = await analyze(run);
    const dates = run.scope.dates.length;
    expect(summary).toBe(`1 portfolio analyzed, ${dates} dates, 9 analytics each`);
    expect(counts).toMatchObject({ dates, analytics: 9 * dates });
    const rows = await database.db.$count(portfolioStress, eq(portfolioStress.portfolioId, portfolioOf(run)));
    expect(rows).toBe(22 * dates);
    const [matrix, ...others] = await correlationsOf(run);
    expect(others).toEqual([]);
    expect(matrix).toMatchObject({ date: run.scope.finalDate, runId: run.scope.runId, repaired: false, leftOut: {} });
    expect(matrix?.symbols.toSorted()).toEqual(["AAPL", "KO", "XOM"]);
    expect(matrix?.observations).toHaveLength(3);
  });

  test("an account older than the prices of a run: any range gives the same rows", { timeout: 120_000 }, async () => {
    const held = HELD.map((position) => ({ ...position, entryDate: "2022-10-03" }));
    const run = await prepare({ held, portfolio: { toDate: "2025-03-14" } });
    await analyze(run);
    const before = await results(portfolioOf(run));
    expect(before[0]).toHaveLength(run.scope.dates.length);
    for (const [from, to] of [
      ["2025-02-03", "2025-03-14"],
      ["2024-10-01", "2024-10-04"],
      ["2022-10-03", "2022-11-10"],
    ] as const) {
      await database.db.update(portfolioRisk).set({ sharpeRatio: 0, trackingError: 0, historicalVar95: 0 });
      const part = await again(run, from, to);
      expect(part.scope.dates.length).toBeLessThan(100);
      await executePhase(riskAnalytics, createPhaseContext({ db: database.db, ...part }));
      const stored = await results(portfolioOf(run));
      const within = (row: string) => {
        const { date } = JSON.parse(row) as { date: string };
        return date >= from && date <= to;
      };
      expect(stored.map((rows) => rows.filter(within))).toEqual(before.map((rows) => rows.filter(within)));
    }
    const matrices = await correlationsOf(run);
    expect(matrices.map(({ date }) => date)).toEqual(["2022-11-10", "2024-10-04", "2025-03-14"]);
  });

  test("the owner's scenarios are computed beside the built-in ones, and go when they are gone", async () => {
    const run = await prepare();
    const portfolioId = portfolioOf(run);
    const own = { portfolioId, name: "Rates and growth", shocks: { rateBp: 75, growth: -0.2 } };
    const [stored] = await database.db.insert(scenarios).values(own).returning({ id: scenarios.id });
    await analyze(run);
    const ofScenario = (scenario: string) =>
      database.db
        .select()
        .from(portfolioStress)
        .where(and(eq(portfolioStress.portfolioId, portfolioId), eq(portfolioStress.scenario, scenario)));
    const rows = await ofScenario(stored!.id);
    expect(rows).toHaveLength(run.scope.dates.length);
    for (const row of rows) expect(row).toMatchObject({ pnl: expect.any(String), coverage: 1, reason: null });
    await database.db.delete(scenarios).where(eq(scenarios.portfolioId, portfolioId));
    await executePhase(riskAnalytics, createPhaseContext({ db: database.db, ...run }));
    expect(await ofScenario(stored!.id)).toEqual([]);
    expect(await ofScenario(STRESS_SCENARIOS[0]!.id)).toHaveLength(run.scope.dates.length);
  });

  describe("[PH8] what is withheld is named by the analytics that miss it, and the others are as they were", () => {
    const ALL = { symbols: ["AAPL", "KO", "XOM"], since: "2020-01-01" };

    /** Prices of a few symbols from a day on, and nothing else; every symbol has moves of its own. */
    function moving({ without = [], since = ALL.since }: { without?: readonly string[]; since?: string }): PriceSource {
      return createStubSource({
        present: "2025-07-15",
        bars(symbol, from, to) {
          if (without.includes(symbol)) return { code: "unknown-symbol", reason: "delisted" };
          const seed =
            Array.from(symbol, (letter) => letter.charCodeAt(0)).reduce((sum, code) => 31 * sum + code, 7) % 97;
          return sessionsBetween(from, to)
            .filter((date) => date >= since || !ALL.symbols.includes(symbol))
            .map((date) => flatBar(date, 100 + 5 * Math.sin(seed + epochDay(date) * (1 + seed / 40))));
        },
      });
    }
    async function failedOf(source: PriceSource, held: readonly TestPosition[] = HELD) {
      await database.db.execute(sql`
        truncate bars, price_coverage, price_claims, symbol_failures, symbol_factors, corporate_actions`);
      const run = await prepare({ source, held });
      const { warnings } = await analyze(run);
      const failed = warnings.filter(({ code }) => code === "analytics-failed");
      const names = failed.map(({ message }) => message.split(" failed on ")[0]);
      const portfolioId = portfolioOf(run);
      const [risk] = await database.db
        .select()
        .from(portfolioRisk)
        .where(and(eq(portfolioRisk.portfolioId, portfolioId), eq(portfolioRisk.date, run.scope.finalDate)));
      // Sectors need profiles, which this source does not have.
      return { names: names.filter((name) => name !== "Sectors and concentration"), failed, risk: risk! };
    }

    test("nothing", async () => {
      const { names, risk } = await failedOf(moving({}));
      expect(names).toEqual([]);
      expect(risk).toMatchObject({ tailLength: 500, correlationSymbols: 3 });
    });

    test("TLT", async () => {
      const { names, failed, risk } = await failedOf(moving({ without: ["TLT"] }));
      expect(names).toEqual(["IR beta", "Stress and tail risk"]);
      expect(failed.at(-1)?.items).toEqual(["TLT has no prices on 30 dates"]);
      expect(risk).toMatchObject({ correlationSymbols: 3, historicalVar95: expect.any(Number) });
    });

    test("SPY", async () => {
      const { names, risk } = await failedOf(moving({ without: ["SPY"] }));
      expect(names).toEqual(["Market beta", "Spread factors", "Stress and tail risk"]);
      expect(risk).toMatchObject({ correlationSymbols: 3, volatility63d: expect.any(Number), tailLength: 500 });
    });

    test("all but 38 sessions before the account's first", async () => {
      const { names, failed, risk } = await failedOf(moving({ since: "2025-04-04" }));
      expect(names).toEqual(["Spread factors", "Volatility", "Stress and tail risk"]);
      expect(failed.at(-1)?.items).toEqual([
        "39–59 of 60 observations on 21 dates",
        "39–68 of 250 returns on 30 dates",
      ]);
      expect(risk).toMatchObject({ correlationSymbols: 3, historicalVar95: null, volatility21d: expect.any(Number) });
    });

    test("a symbol: the share of what is priced falls below 80%", async () => {
      const { names, risk } = await failedOf(moving({ without: ["KO"] }));
      expect(names).toEqual(["Volatility", "Stress and tail risk"]);
      expect(risk).toMatchObject({ correlationSymbols: 2, tailLength: 0 });
      const alone = await failedOf(moving({ without: ["KO", "XOM"] }));
      expect(alone.names).toEqual(["Volatility", "Correlation", "Stress and tail risk"]);
    });
  });
});
