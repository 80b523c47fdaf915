import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { bars, priceClaims, priceCoverage, symbolFailures } from "#server/db/schema/market.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createPriceFiles } from "#server/market/sources/price-files.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase, interruption } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun, type RunToPrepare } from "#tests/fixtures/prepared-run.ts";
import { readPositions, storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { createStubSource, flatBar, type StubSource } from "#tests/fixtures/stub-source.ts";
import { testDataPath } from "#tests/fixtures/test-data.ts";
import { marketData } from "./market-data.ts";

const GONE = { code: "unknown-symbol", reason: "delisted" } as const;
const AAPL = { symbol: "AAPL", entryDate: "2025-06-30" };
const PRESENT = "2025-07-15";

describe("Market Data Collection", () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  const prepare = (wanted: Omit<RunToPrepare, "db">) => prepareTestRun({ db: database.db, ...wanted });
  async function collect(wanted: Omit<RunToPrepare, "db">) {
    const { scope, ports } = await prepare(wanted);
    return executePhase(marketData, createPhaseContext({ db: database.db, scope, ports }));
  }
  const failing = (...symbols: string[]): StubSource =>
    createStubSource({
      present: PRESENT,
      bars: (symbol, from, to) =>
        symbols.includes(symbol) ? GONE : sessionsBetween(from, to).map((date) => flatBar(date)),
    });

  test("stores prices from 800 days before the first date and says how many sessions each symbol has", async () => {
    const source = createStubSource({ present: PRESENT });
    const { report, messages } = await collect({ source, positions: [AAPL] });
    expect(report).toMatchObject({ summary: "1/1 symbols priced (100.0% coverage)", warnings: [] });
    expect(report.counts).toMatchObject({ priced: 1, unavailable: 0, fetched: 9, stored: 0 });
    expect(messages[0]).toBe("Fetched AAPL: 11 sessions");
    const stored = await database.db.select().from(bars).where(eq(bars.symbol, "AAPL"));
    expect(stored).toHaveLength(sessionsBetween("2023-04-22", PRESENT).length);
  });

  test("[PH4] knows its total before it starts: the portfolio's symbols and the ETFs the factors need", async () => {
    const { scope, ports } = await prepare({ source: createStubSource({ present: PRESENT }), positions: [AAPL] });
    expect(marketData.total(scope, ports)).toEqual({ total: 9 });
  });

  test("asks nothing of the source when everything is stored", async () => {
    const source = createStubSource({ present: PRESENT });
    await collect({ source, positions: [AAPL] });
    const before = source.asked.length;
    const { messages, report } = await collect({ source, positions: [AAPL] });
    expect(source.asked).toHaveLength(before);
    expect(messages[0]).toBe("Stored AAPL: 11 sessions");
    expect(report.counts).toMatchObject({ fetched: 0, stored: 9 });
  });

  test("asks only for what is missing: the days before what is stored, and those after it with an overlap", async () => {
    const source = createStubSource({ present: "2025-07-10" });
    await collect({ source, positions: [AAPL] });
    source.asked.length = 0;
    const later = createStubSource({ present: PRESENT });
    await collect({ source: later, positions: [{ symbol: "AAPL", entryDate: "2025-06-02" }] });
    const ranges = new Set(later.asked.map(({ from, to }) => `${from} ${to}`));
    expect(ranges).toEqual(new Set(["2023-03-25 2023-04-21", "2025-06-11 2025-07-15"]));
  });

  test("asks again for all of it when forced", async () => {
    const source = createStubSource({ present: PRESENT });
    await collect({ source, positions: [AAPL] });
    source.asked.length = 0;
    await collect({ source, positions: [AAPL], run: { force: true } });
    expect(source.asked[0]).toMatchObject({ from: "2023-04-22", to: PRESENT });
  });

  test("[PH8] names a symbol without prices once, in the source's words, and remembers it", async () => {
    const source = failing("HZNP");
    const { report, messages } = await collect({ source, positions: [AAPL, { symbol: "HZNP" }] });
    expect(report.summary).toBe("1/2 symbols priced (50.0% coverage)");
    expect(messages.filter((line) => line.includes("HZNP"))).toEqual(["⚠️ HZNP: unavailable (delisted)"]);
    expect(report.warnings).toEqual([
      { code: "symbols-unavailable", message: "1 symbol without prices", items: ["HZNP: delisted"] },
    ]);
    const [failure] = await database.db.select().from(symbolFailures);
    expect(failure).toMatchObject({ symbol: "HZNP", code: "unknown-symbol", reason: "delisted" });
    expect(source.asked.filter(({ symbols }) => symbols.includes("HZNP"))).toHaveLength(1);
  });

  test("keeps the first sighting of a failure and forgets a failure that was made good", async () => {
    const positions = [AAPL, { symbol: "HZNP" }];
    const first = new Date("2025-07-16T20:00:00Z");
    await collect({ source: failing("HZNP"), positions, now: () => first });
    await collect({ source: failing("HZNP"), positions, now: () => new Date("2025-07-17T20:00:00Z") });
    const [failure] = await database.db.select().from(symbolFailures);
    expect(failure).toMatchObject({ firstSeen: first, lastSeen: new Date("2025-07-17T20:00:00Z") });
    await collect({ source: failing(), positions });
    expect(await database.db.select().from(symbolFailures)).toEqual([]);
  });

  test("[PH7] symbols but no price at all fail the run in the source's own words", async () => {
    const run = collect({ source: failing("AAPL", "MSFT"), positions: [AAPL, { symbol: "MSFT" }] });
    await expect(run).rejects.toMatchObject({
      code: "no-prices",
      message: 'No price from "Stub" for any of 2 symbols. AAPL, MSFT: delisted',
      found: {
        counts: { priced: 0, unavailable: 2 },
        warnings: [
          { code: "symbols-unavailable", message: "2 symbols without prices", items: ["AAPL, MSFT: delisted"] },
        ],
      },
    });
    expect(marketData.failure).toBe("fails-run");
  });

  test("names the factors that lack their ETF, and counts the portfolio's symbols only", async () => {
    const { report } = await collect({ source: failing("VTV", "TLT", "QQQ"), positions: [AAPL] });
    expect(report.summary).toBe("1/1 symbols priced (100.0% coverage)");
    expect(report.warnings).toEqual([
      {
        code: "regressors-unavailable",
        message: "No prices of TLT, VTV: IR Beta, Value, Growth-Value Spread cannot be fitted",
        items: ["TLT: delisted (IR Beta)", "VTV: delisted (Value, Growth-Value Spread)"],
      },
    ]);
  });

  test("[PH8] names a symbol that has no price on some of the dates it is held", async () => {
    const source = createStubSource({
      present: PRESENT,
      bars: (symbol, from, to) =>
        sessionsBetween(from, to)
          .filter((date) => symbol !== "SIVB" || date < "2025-07-02")
          .map((date) => flatBar(date)),
    });
    const { report } = await collect({ source, positions: [AAPL, { symbol: "SIVB" }] });
    expect(report.warnings).toEqual([
      {
        code: "sessions-missing",
        message: "1 symbol without a price on some dates held",
        items: ["SIVB: 6 of 11 sessions priced"],
      },
    ]);
  });

  test("[PH8] names an ETF that has no price on some of the dates, and the factors on it", async () => {
    const source = createStubSource({
      present: PRESENT,
      bars: (symbol, from, to) =>
        sessionsBetween(from, to)
          .filter((date) => symbol !== "SPY" || date < "2025-07-02")
          .map((date) => flatBar(date)),
    });
    const { report } = await collect({ source, positions: [AAPL] });
    expect(report.warnings).toEqual([
      {
        code: "regressors-incomplete",
        message:
          "No prices of SPY on some dates: Market Beta (90D), Momentum Spread, Size Spread, Quality Spread may lack observations",
        items: [
          "SPY has prices until 2025-07-01: 6 of 11 sessions priced (Market Beta (90D), Momentum Spread, Size Spread, Quality Spread)",
        ],
      },
    ]);
  });

  test("is left out when there is no symbol to price", async () => {
    const home = { symbol: "HOME", investmentClass: "PRIVATE", investmentSubtype: "REAL_ESTATE" } as const;
    const cash = { symbol: "SPAXX", investmentSubtype: "CASH" };
    const { scope, ports } = await prepare({ source: createStubSource({ present: PRESENT }), positions: [home, cash] });
    expect(marketData.total(scope, ports)).toEqual({ skip: "no symbol to price" });
  });

  test("two runs at once ask for each symbol once", async () => {
    const source = createStubSource({ present: PRESENT, beforeAnswer: () => new Promise(setImmediate) });
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => collect({ source, positions: [AAPL, { symbol: "MSFT" }] })),
    );
    const asked = source.asked.flatMap(({ symbols }) => symbols);
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    expect(runs.map(({ report }) => report.counts.priced)).toEqual([2, 2, 2, 2]);
    expect(await database.db.select().from(priceClaims)).toEqual([]);
  });

  async function claimByOther(status: "running" | "cancelled", deadline: Date) {
    const portfolioId = await storePortfolio(database.db, []);
    const claimedBy = await storeRun(database.db, portfolioId, { status });
    await database.db.insert(priceClaims).values({ source: "sample", symbol: "AAPL", claimedBy, deadline });
  }
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);

  test("takes over the claim of a run that has ended or let its deadline pass", async () => {
    await claimByOther("cancelled", inSeconds(60));
    expect(
      (await collect({ source: createStubSource({ present: PRESENT }), positions: [AAPL] })).report.counts.priced,
    ).toBe(1);
    await database.db.delete(priceCoverage);
    await claimByOther("running", inSeconds(-1));
    expect(
      (await collect({ source: createStubSource({ present: PRESENT }), positions: [AAPL] })).report.counts.priced,
    ).toBe(1);
  });

  test("waits for what a running run has claimed, and stops waiting when the run is stopped", async () => {
    await claimByOther("running", inSeconds(60));
    const source = createStubSource({ present: PRESENT });
    const { scope, ports } = await prepare({ source, positions: [AAPL] });
    const stop = new AbortController();
    const context = createPhaseContext({ db: database.db, scope, ports, signal: stop.signal });
    const run = executePhase(marketData, {
      ...context,
      async commit(checkpoint, save) {
        await context.commit(checkpoint, save);
        if (checkpoint.done === 8) stop.abort();
      },
    });
    await expect(run).rejects.toThrow("aborted");
    expect(source.asked.flatMap(({ symbols }) => symbols)).not.toContain("AAPL");
  });

  test("[RUN6] goes on after the last committed unit, asking and reporting nothing twice", async () => {
    const source = createStubSource({ present: PRESENT });
    const positions = Array.from({ length: 30 }, (_, index) => ({ symbol: `S${index}` }));
    const { scope, ports } = await prepare({ source, positions });
    const cut = createPhaseContext({ db: database.db, scope, ports, commitsBeforeInterruption: 3 });
    await expect(executePhase(marketData, cut)).rejects.toBe(interruption);
    const resumed = cut.commits.at(-1) ?? null;
    expect(resumed?.done).toBeGreaterThan(0);
    const first = source.asked.flatMap(({ symbols }) => symbols);
    source.asked.length = 0;
    const whole = createPhaseContext({ db: database.db, scope, ports, resumed });
    const { report, messages } = await executePhase(marketData, whole);
    expect(report.summary).toBe("30/30 symbols priced (100.0% coverage)");
    expect(messages).toHaveLength(38 - (resumed?.done ?? 0));
    expect(whole.commits.at(-1)?.done).toBe(38);
    const committed = first.slice(0, resumed?.done);
    expect(source.asked.flatMap(({ symbols }) => symbols).filter((symbol) => committed.includes(symbol))).toEqual([]);
  });

  test("does not call a recent range settled that the source may still fill", async () => {
    const bars = (_symbol: string, from: string, to: string) =>
      sessionsBetween(from, to)
        .slice(0, -1)
        .map((date) => flatBar(date));
    const now = () => new Date("2025-07-16T01:00:00Z");
    await collect({ source: createStubSource({ present: PRESENT, bars }), positions: [AAPL], now });
    const covered = await database.db
      .select({ to: priceCoverage.toDate })
      .from(priceCoverage)
      .where(and(eq(priceCoverage.source, "sample"), eq(priceCoverage.symbol, "AAPL")));
    expect(covered).toEqual([{ to: "2025-07-14" }]);
  });

  test("prices real-us-20 from files: 255 sessions, four ETFs missing by name", async (context) => {
    const source = createPriceFiles(testDataPath(context, "market"));
    const positions = readPositions(testDataPath(context, "portfolios/real-us-20.csv"));
    const portfolio = { fromDate: "2018-12-03", toDate: "2019-12-06" };
    const { report, messages, result } = await collect({ source, positions, portfolio });
    expect(report.summary).toBe("20/20 symbols priced (100.0% coverage)");
    expect(messages).toContain("Fetched AAPL: 255 sessions");
    expect(report.warnings.map(({ code }) => code)).toEqual(["regressors-unavailable"]);
    expect(report.warnings[0]?.message).toMatch(/^No prices of TLT, VTV, VUG, IWM: IR Beta, Value, /);
    expect(result).toMatchObject({ fetched: 24, unavailable: [] });
  });
});
