import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import type { PreparedRun } from "#server/engine/phase.ts";
import { inPlanOrder } from "#server/engine/run-plan.ts";
import { addSessions } from "#server/market/nyse-calendar.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { type NotingDatabase, openNotingDatabase } from "#tests/fixtures/noted-statements.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareAgain, prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { storeRun } from "#tests/fixtures/stored-portfolio.ts";
import type { PhasePorts } from "./ports.ts";
import { registry } from "./registry.ts";

const NOW = new Date("2025-09-15T22:00:00Z");
const PRESENT = "2025-09-15";
const SYMBOLS = (
  "AAPL MSFT NVDA GOOGL AMZN META JPM UNH XOM COST PG KO HD CVX MRK PEP BAC WMT LLY PFE " +
  "ABBV TMO CSCO ABT ACN MCD ADBE CRM NKE TXN LIN ORCL AMD QCOM HON UPS LOW CAT IBM GE"
).split(" ");
const source = createSampleMarket({ clock: () => NOW });
const phases = inPlanOrder(registry);

/** What a phase sent to the database, and in how many units it committed. */
interface Counted {
  readonly statements: number;
  readonly units: number;
}
type Counts = Readonly<Record<string, Counted>>;

/** A dozen units, or as many as 2,500 rows each make; phases that ask a source take eight symbols a unit. */
const MOST_UNITS = 12;
const SYMBOLS_ASKED_AT_ONCE = 8;
/** Statements that a further unit may add, the reading before it included. */
const PER_UNIT: Readonly<Record<string, number>> = {
  phase_1: 11,
  phase_1_5: 1,
  phase_1_75: 1,
  phase_0: 3,
  phase_2: 5,
  phase_3: 1,
  phase_4: 3,
  phase_5: 0,
  phase_6: 6,
};

describe("statements", { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let noting: NotingDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    noting = openNotingDatabase(database.connection);
  });
  afterAll(async () => {
    await noting.end();
    await database.drop();
  });

  async function count(run: PreparedRun<PhasePorts>): Promise<Counts> {
    const counts: Record<string, Counted> = {};
    for (const phase of phases) {
      noting.take();
      const context = createPhaseContext({ db: noting.db, scope: run.scope, ports: run.ports });
      await executePhase(phase, context);
      counts[phase.id] = { statements: noting.take().length, units: context.commits.length };
    }
    return counts;
  }

  /** Of an onboarding of so many positions over so many dates, every row of which is to be written. */
  async function onboarded(positions: number, dates: number): Promise<Counts> {
    await database.sql`truncate bars, corporate_actions, price_coverage, symbol_factors, symbol_metrics, company_profiles,
      fundamentals, fundamentals_sync, provider_betas`;
    const entryDate = addSessions(PRESENT, 1 - dates);
    const held = SYMBOLS.slice(0, positions).map((symbol) => ({ symbol, entryDate }));
    return count(await prepareTestRun({ db: noting.db, source, positions: held, now: () => NOW }));
  }

  function expectGrowthByUnits(few: Counts, many: Counts): void {
    for (const { id } of PLAN) {
      const added = (many[id]?.units ?? 0) - (few[id]?.units ?? 0);
      const grown = (many[id]?.statements ?? 0) - (few[id]?.statements ?? 0);
      expect(grown, id).toBeLessThanOrEqual(Math.max(0, added) * (PER_UNIT[id] ?? 0));
    }
  }

  test("do not grow with positions beyond the units that they make", async () => {
    const [few, many] = [await onboarded(10, 20), await onboarded(40, 20)];
    expectGrowthByUnits(few, many);
    for (const [id, { units }] of Object.entries(many)) {
      const asked = id === "phase_0" || id === "phase_2";
      expect(units, id).toBeLessThanOrEqual(asked ? 40 / SYMBOLS_ASKED_AT_ONCE : MOST_UNITS);
    }
  });

  test("do not grow with dates beyond the units that they make", async () => {
    const [few, many] = [await onboarded(10, 30), await onboarded(10, 120)];
    expectGrowthByUnits(few, many);
    for (const [id, { units }] of Object.entries(many)) expect(units, id).toBeLessThanOrEqual(MOST_UNITS);
  });

  test("of a night of one session are as many for few positions as for many, each phase a single unit", async () => {
    const night = async (positions: number) => {
      const earlier = { db: noting.db, source, now: () => new Date("2025-09-12T22:00:00Z") };
      const held = SYMBOLS.slice(0, positions).map((symbol) => ({ symbol, entryDate: "2025-09-10" }));
      const before = await prepareTestRun({ ...earlier, positions: held });
      await count(before);
      const portfolioId = before.scope.portfolio?.id ?? "";
      const runId = async () => storeRun(noting.db, portfolioId, { kind: "nightly", status: "completed" });
      // The run over all symbols comes first: another portfolio's run stands for it here.
      const forAll = await prepareTestRun({ db: noting.db, source, positions: held, now: () => NOW });
      await count(forAll);
      return count(await prepareAgain({ db: noting.db, source, now: () => NOW }, await runId()));
    };
    const [few, many] = [await night(5), await night(20)];
    expect(many).toEqual(few);
    for (const [id, { units }] of Object.entries(many)) expect(units, id).toBe(1);
    const total = Object.values(many).reduce((sum, { statements }) => sum + statements, 0);
    expect(total).toBeLessThanOrEqual(50);
  });
});
