import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import type { PreparedRun } from "#server/engine/phase.ts";
import { inPlanOrder } from "#server/engine/run-plan.ts";
import { createPriceFiles } from "#server/market/sources/price-files.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, type ExecutedPhase, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { readPositions, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { testDataPath } from "#tests/fixtures/test-data.ts";
import type { PhasePorts } from "./ports.ts";
import { registry } from "./registry.ts";

const phases = inPlanOrder(registry);
const NOW = new Date("2025-09-15T22:00:00Z");
const SYMBOLS = ["AAPL", "MSFT", "NVDA", "GOOGL", "AMZN", "BRK.B", "JPM", "UNH", "XOM", "COST"];
const HELD: TestPosition[] = [
  ...SYMBOLS.map((symbol) => ({ symbol })),
  { symbol: "QQQ", investmentSubtype: "ETF" },
  { symbol: "SPAXX", quantity: "52000", entryPrice: "1", investmentSubtype: "CASH" },
];

describe("the nine phases", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function execute({ scope, ports }: PreparedRun<PhasePorts>): Promise<Map<string, ExecutedPhase>> {
    const executed = new Map<string, ExecutedPhase>();
    for (const phase of phases) {
      const context = createPhaseContext({ db: database.db, scope, ports });
      executed.set(phase.id, await executePhase(phase, context));
      const ahead = phase.total(scope, ports);
      expect(context.commits.at(-1)?.done, phase.id).toBe("total" in ahead ? ahead.total : 0);
    }
    return executed;
  }
  const summaries = (executed: ReadonlyMap<string, ExecutedPhase>) =>
    [...executed.values()].map(({ report }) => report.summary);

  test("[PLAN1] stand in canonical order", () => {
    expect(phases.map(({ id }) => id)).toEqual(PLAN.map(({ id }) => id));
  });

  test("[PH4] count up to the totals known before, and end clean on the simulated market", async () => {
    const source = createSampleMarket({ clock: () => NOW });
    const run = await prepareTestRun({ db: database.db, source, positions: HELD, now: () => NOW });
    const executed = await execute(run);
    const dates = run.scope.dates.length;
    expect(summaries(executed)).toEqual([
      "11/11 symbols priced (100.0% coverage)",
      "11 symbols analyzed",
      "11 symbols updated",
      "11/11 profiles synced",
      "11 symbols processed (10 fetched, 0 fresh, 1 not applicable)",
      `1 portfolio, ${dates} snapshots`,
      "12/12 positions updated",
      "12 positions tagged, 9 tags created",
      `1 portfolio analyzed, ${dates} dates, 9 analytics each`,
    ]);
    expect([...executed.values()].flatMap(({ report }) => report.warnings)).toEqual([]);
  });

  test("[LOG1] log through captured loggers only", async () => {
    const source = createSampleMarket({ clock: () => NOW });
    const held = [...HELD, { symbol: "BAD" }];
    const failing = {
      ...source,
      profile: async (symbol: string) => (symbol === "BAD" ? null : source.profile(symbol)),
    };
    const executed = await execute(
      await prepareTestRun({ db: database.db, source: failing, positions: held, now: () => NOW }),
    );
    const loggers = new Set([...executed.values()].flatMap(({ log }) => log.map(({ logger }) => logger)));
    const foreign = [...loggers].filter(
      (name) => !/^app\.(calculations\.|services\.(market_data|company_profile)$)/.test(name),
    );
    expect(foreign).toEqual([]);
    expect(loggers).toContain("app.services.market_data");
    expect(loggers).toContain("app.services.company_profile");
  });

  test("real-us-20 from files: what the source lacks is a warning of its phase, named", async (context) => {
    const source = createPriceFiles(testDataPath(context, "market"));
    const positions = readPositions(testDataPath(context, "portfolios/real-us-20.csv"));
    const portfolio = { fromDate: "2018-12-03", toDate: "2019-12-06" };
    const executed = await execute(await prepareTestRun({ db: database.db, source, positions, portfolio }));
    const codes = [...executed].map(([id, { report }]) => [id, report.warnings.map(({ code }) => code)]);
    expect(Object.fromEntries(codes)).toMatchObject({
      phase_1: ["regressors-unavailable"],
      phase_0: ["profiles-missing"],
      phase_2: ["statements-missing"],
      phase_3: [],
      phase_4: [],
      phase_5: ["sectors-unknown"],
    });
    expect(summaries(executed)).toContain("0/20 profiles synced");
    expect(summaries(executed)).toContain("20 positions tagged, 1 tag created");
  });
});
