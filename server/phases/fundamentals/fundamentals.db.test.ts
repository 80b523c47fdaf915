import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { companyProfiles, fundamentalsSync, fundamentals as statements } from "#server/db/schema/market.ts";
import type { Fundamentals } from "#server/market/price-source.ts";
import { ProviderError } from "#server/market/provider-http/provider-error.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase, interruption } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun, type RunToPrepare } from "#tests/fixtures/prepared-run.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { fundamentals } from "./fundamentals.ts";

const NOW = new Date("2025-07-15T22:00:00Z");
const PRESENT = "2025-07-15";
const sample = createSampleMarket({ clock: () => NOW });

describe("Fundamental Data Collection", () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  const prepare = (wanted: Partial<RunToPrepare>) =>
    prepareTestRun({ db: database.db, source: sample, positions: [{ symbol: "AAPL" }], now: () => NOW, ...wanted });
  async function collect(wanted: Partial<RunToPrepare>) {
    const { scope, ports } = await prepare(wanted);
    return executePhase(fundamentals, createPhaseContext({ db: database.db, scope, ports }));
  }
  function stub(answer: (symbol: string) => Promise<Fundamentals | null> = (symbol) => sample.fundamentals(symbol)) {
    const asked: string[] = [];
    const ask = (symbol: string) => {
      asked.push(symbol);
      return answer(symbol);
    };
    return { asked, source: createStubSource({ present: PRESENT, label: "Stub", fundamentals: ask }) };
  }

  test("stores 12 quarters, 5 years and estimates with the figures that follow", async () => {
    const { report, log } = await collect({});
    expect(report).toMatchObject({ summary: "1 symbol processed (1 fetched, 0 fresh)", warnings: [] });
    expect(log.map(({ logger }) => logger)).toEqual(["app.calculations.fundamentals"]);
    const rows = await database.db.select().from(statements);
    const count = (frequency: string, periodType: string) =>
      rows.filter((row) => row.frequency === frequency && row.periodType === periodType).length;
    expect([count("quarterly", "reported"), count("annual", "reported")]).toEqual([12, 5]);
    expect(count("annual", "estimate") + count("quarterly", "estimate")).toBeGreaterThan(0);
    const [row] = rows.filter(({ periodType }) => periodType === "reported");
    expect(row?.grossMargin).toBeCloseTo(Number(row?.grossProfit) / Number(row?.revenue), 12);
    expect(Number(row?.workingCapital)).toBe(Number(row?.currentAssets) - Number(row?.currentLiabilities));
  });

  test("does not ask for funds, known by subtype or by profile, and does not count them as failed", async () => {
    await database.db.insert(companyProfiles).values({ source: "sample", symbol: "SPY", kind: "etf" });
    const { source, asked } = stub();
    const held = [{ symbol: "AAPL" }, { symbol: "SPY" }, { symbol: "FXNAX", investmentSubtype: "MUTUAL_FUND" }];
    const { report } = await collect({ source, positions: held });
    expect(asked).toEqual(["AAPL"]);
    expect(report).toMatchObject({
      summary: "3 symbols processed (1 fetched, 0 fresh, 2 not applicable)",
      warnings: [],
    });
  });

  test("[PH8] a company without statements is a named shortfall", async () => {
    const { source } = stub(async (symbol) => {
      if (symbol === "BAD") throw new Error("HTTP 500");
      if (symbol === "EMPTY") return { symbol, statements: [], estimates: [], nextEarningsDate: null };
      return symbol === "NONE" ? null : sample.fundamentals(symbol);
    });
    const { report } = await collect({
      source,
      positions: ["AAPL", "BAD", "EMPTY", "NONE"].map((symbol) => ({ symbol })),
    });
    expect(report.summary).toBe("4 symbols processed (1 fetched, 0 fresh, 3 without statements)");
    expect(report.warnings).toEqual([
      {
        code: "statements-missing",
        message: '"Stub" gave no statements of 3 symbols',
        items: ["BAD: HTTP 500", "EMPTY, NONE: no statements from this source"],
      },
    ]);
  });

  test("asks no source that keeps a past earnings date in every run, and asks again after it has reported", async () => {
    const { source, asked } = stub(async (symbol) => {
      const known = await sample.fundamentals(symbol);
      return known && { ...known, nextEarningsDate: "2025-07-20" };
    });
    const at = (day: string) => ({ source, now: () => new Date(`${day}T22:00:00Z`) });
    await collect(at("2025-07-15"));
    expect((await collect(at("2025-07-22"))).report.counts).toMatchObject({ fetched: 0, fresh: 1 });
    expect((await collect(at("2025-07-23"))).report.counts).toMatchObject({ fetched: 1, fresh: 0 });
    await collect(at("2025-07-24"));
    await collect(at("2025-09-30"));
    expect(asked).toHaveLength(2);
    const [sync] = await database.db
      .select()
      .from(fundamentalsSync)
      .where(and(eq(fundamentalsSync.source, "sample"), eq(fundamentalsSync.symbol, "AAPL")));
    expect(sync).toMatchObject({ nextEarningsDate: "2025-07-20", fetchedAt: new Date("2025-07-23T22:00:00Z") });
  });

  test("a restated period replaces the stored one; what the source gives no longer stays, but for expectations", async () => {
    const first = (await sample.fundamentals("AAPL"))!;
    const [newest] = first.statements;
    const trailing = (periodEnd: string) =>
      ({ ...newest!, periodEnd, frequency: "annual", periodType: "ttm" }) as const;
    const answers: Fundamentals[] = [
      { ...first, statements: [...first.statements, trailing("2025-03-31")] },
      {
        ...first,
        statements: [{ ...newest!, income: { ...newest!.income, revenue: 1 } }, trailing("2025-06-30")],
        estimates: first.estimates.slice(0, 1),
      },
    ];
    const { source } = stub(async () => answers.shift() ?? null);
    await collect({ source });
    const stored = () => database.db.select().from(statements);
    const before = await stored();
    await collect({ source, run: { force: true } });
    const after = await stored();
    const of = (rows: typeof after, type: string) => rows.filter((row) => row.periodType === type);
    expect(of(after, "reported")).toHaveLength(of(before, "reported").length);
    expect(
      of(after, "reported").find((row) => row.periodEnd === newest!.periodEnd && row.frequency === newest!.frequency),
    ).toMatchObject({ revenue: "1" });
    expect(of(before, "ttm").map(({ periodEnd }) => periodEnd)).toEqual(["2025-03-31"]);
    expect(of(after, "ttm").map(({ periodEnd }) => periodEnd)).toEqual(["2025-06-30"]);
    expect(of(after, "estimate").map(({ periodEnd }) => periodEnd)).toEqual([first.estimates[0]!.periodEnd]);
  });

  test("older statements stay in use when the source does not answer, and no more is asked of it", async () => {
    const held = "ABCDEFGHIJ".split("").map((symbol) => ({ symbol }));
    await collect({ source: stub().source, positions: held.slice(0, 9) });
    const quota = new ProviderError("quota-spent", "FMP has answered its 250 requests of today", { provider: "fmp" });
    const { source, asked } = stub(() => Promise.reject(quota));
    const { report } = await collect({ source, positions: held, run: { force: true } });
    expect(asked).toHaveLength(8);
    expect(report.summary).toBe("10 symbols processed (0 fetched, 0 fresh, 9 not refreshed, 1 without statements)");
    expect(report.warnings.map(({ message, items }) => [message, items])).toEqual([
      ['"Stub" gave no statements of 1 symbol', ["J: FMP has answered its 250 requests of today"]],
      [
        '"Stub" did not refresh the statements of 9 symbols; the stored ones stay in use',
        ["A, B, C, D, E, F, G, H, I: FMP has answered its 250 requests of today"],
      ],
    ]);
  });

  test("a period that another provider dates a few days otherwise takes the place of the stored one", async () => {
    const dated = (days: number) => async (symbol: string) => {
      const known = (await sample.fundamentals(symbol))!;
      const shifted = (date: string) => new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
      const moved = known.statements.map((each) => ({ ...each, periodEnd: shifted(each.periodEnd) }));
      return { ...known, statements: moved };
    };
    await collect({ source: stub(dated(0)).source });
    const ends = async () => {
      const rows = await database.db.select().from(statements);
      return rows.filter(({ periodType }) => periodType === "reported").map(({ periodEnd }) => periodEnd);
    };
    const before = await ends();
    await collect({ source: stub(dated(6)).source, run: { force: true } });
    expect(await ends()).toHaveLength(before.length);
    expect((await ends()).filter((end) => before.includes(end))).toEqual([]);
  });

  test("[RUN6] goes on after the last committed unit", async () => {
    const { source, asked } = stub();
    const positions = "ABCDEFGHIJ".split("").map((symbol) => ({ symbol }));
    const { scope, ports } = await prepare({ source, positions });
    const cut = createPhaseContext({ db: database.db, scope, ports, commitsBeforeInterruption: 1 });
    await expect(executePhase(fundamentals, cut)).rejects.toBe(interruption);
    asked.length = 0;
    const resumed = cut.commits.at(-1) ?? null;
    const { report } = await executePhase(fundamentals, createPhaseContext({ db: database.db, scope, ports, resumed }));
    expect(asked).toEqual(["I", "J"]);
    expect(report.summary).toBe("10 symbols processed (10 fetched, 0 fresh)");
  });
});
