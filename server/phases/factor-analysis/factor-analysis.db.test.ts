import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PreparedRun } from "#server/engine/phase.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareAgain, prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { marketData } from "../market-data/market-data.ts";
import type { PhasePorts } from "../ports.ts";
import { symbolMetrics } from "../symbol-metrics/symbol-metrics.ts";
import { factorAnalysis } from "./factor-analysis.ts";

const now = () => new Date("2025-07-16T01:00:00Z");
const source = createSampleMarket({ clock: now });
const ONE = ["AAPL", "KO", "XOM"].map((symbol) => ({ symbol, entryDate: "2025-06-02" }));
const OTHER = ["KO", "XOM", "PG"].map((symbol) => ({ symbol, entryDate: "2025-06-02" }));

describe("factors and metrics of symbols", { timeout: 120_000 }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function compute(run: PreparedRun<PhasePorts>) {
    const counts = [];
    for (const phase of [marketData, factorAnalysis, symbolMetrics]) {
      const context = createPhaseContext({ db: database.db, scope: run.scope, ports: run.ports });
      counts.push((await executePhase(phase, context)).report.counts);
    }
    return counts;
  }
  /** Each row as it is, with the transaction that wrote it. */
  const written = () => database.sql<{ key: string; by: string; row: string }[]>`
    select symbol || ' ' || date as key, xmin::text as by, to_jsonb(f)::text as row from symbol_factors f
    union all select symbol || ' at ' || as_of, xmin::text, to_jsonb(m)::text from symbol_metrics m order by 1`;
  const rows = async () => (await written()).map(({ row }) => row);

  test("are computed once a symbol and date, whoever holds it", async () => {
    await compute(await prepareTestRun({ db: database.db, source, positions: ONE, now }));
    const before = await written();
    const second = await prepareTestRun({ db: database.db, source, positions: OTHER, now });
    const [, factors, metrics] = await compute(second);
    const shared = 2 * second.scope.dates.length;
    expect(factors).toMatchObject({ analyzed: 3, reusedRows: shared });
    expect(metrics).toMatchObject({ updated: 3, reusedRows: 2 });
    const after = await written();
    expect(after.filter(({ key }) => !key.startsWith("PG"))).toEqual(before);
    expect(after).toHaveLength(before.length + second.scope.dates.length + 1);
  });

  test("any range computed again has the rows it had", async () => {
    const whole = await prepareTestRun({ db: database.db, source, positions: ONE, now });
    await compute(whole);
    const { dates, portfolio } = whole.scope;
    const before = await rows();
    const day = fc.nat({ max: dates.length - 1 });
    await fc.assert(
      fc.asyncProperty(day, day, async (a, b) => {
        const [fromDate = "", toDate = ""] = [dates[Math.min(a, b)], dates[Math.max(a, b)]];
        const manual = { kind: "manual", force: true, fromDate, toDate, status: "completed" } as const;
        const runId = await storeRun(database.db, portfolio?.id ?? "", manual);
        const again = await prepareAgain({ db: database.db, source, now }, runId);
        const [, factors] = await compute(again);
        expect(factors).toMatchObject({ reusedRows: 0 });
        const stored = await rows();
        expect(stored.filter((row) => before.includes(row))).toEqual(before);
      }),
      { numRuns: 8 },
    );
  });
});
