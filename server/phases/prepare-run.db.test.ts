import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { portfolioRisk, snapshots } from "#server/db/schema/analytics.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { createPriceFiles } from "#server/market/sources/price-files.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { prepareAgain, prepareTestRun, type RunToPrepare } from "#tests/fixtures/prepared-run.ts";
import { readPositions, storePortfolio, storeRun, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { testDataPath } from "#tests/fixtures/test-data.ts";
import { createPrepare } from "./prepare-run.ts";

const AAPL = { symbol: "AAPL", entryDate: "2025-06-28" };
const PRESENT = "2025-07-15";

describe("createPrepare", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const source = createStubSource({ present: PRESENT });
  const prepare = (wanted: Partial<RunToPrepare>) =>
    prepareTestRun({ db: database.db, source, positions: [AAPL], ...wanted });

  async function storeSnapshot(portfolioId: string, date: string) {
    const zero = Object.fromEntries(
      ["equity", "cash", "marketValue", "longExposure", "shortExposure", "grossExposure", "netExposure", "pnl"]
        .concat("realizedPnl", "dividends", "flow", "cumulativePnl")
        .map((name) => [name, "0"]),
    ) as Record<"equity", string>;
    const counts = { positionCount: 0, longCount: 0, shortCount: 0, staleCount: 0, margin: false };
    await database.db
      .insert(snapshots)
      .values({ portfolioId, date, ...zero, ...counts } as typeof snapshots.$inferInsert);
  }

  async function storeResults(portfolioId: string, date: string) {
    await storeSnapshot(portfolioId, date);
    await database.db.insert(portfolioRisk).values({ portfolioId, date });
  }

  test("an onboarding goes from the first session on or after the earliest entry to the present", async () => {
    const { scope, inputs, ports, nothingToDo } = await prepare({});
    expect(nothingToDo).toBeNull();
    expect(scope).toMatchObject({ finalDate: PRESENT, isPresent: true, force: false, kind: "onboarding" });
    expect(inputs.dates).toEqual({ from: "2025-06-30", to: PRESENT, count: 11 });
    expect(ports).toMatchObject({ pricesFrom: "2023-04-22", openingEquity: 2_500_000, symbols: ["AAPL"] });
  });

  test("symbols are the public ones and underlyings of options held in the dates, each once", async () => {
    const option = {
      investmentClass: "OPTIONS",
      investmentSubtype: "CALL",
      underlyingSymbol: "MSFT",
      strikePrice: "400",
      expirationDate: "2026-01-16",
      optionType: "CALL",
    } as const;
    const { ports, inputs } = await prepare({
      positions: [
        AAPL,
        AAPL,
        { ...option, symbol: "MSFT260116C00400000" },
        { symbol: "SOLD", exitDate: "2025-07-11", exitPrice: "1" },
        { symbol: "GONE", entryDate: "2025-01-02", exitDate: "2025-06-27", exitPrice: "1" },
        {
          ...option,
          symbol: "KO250628C00070000",
          underlyingSymbol: "KO",
          entryDate: "2025-01-02",
          expirationDate: "2025-06-28",
        },
        { symbol: "SPAXX", investmentSubtype: "CASH" },
        { symbol: "HOME", investmentClass: "PRIVATE", investmentSubtype: "REAL_ESTATE" },
      ],
      portfolio: { fromDate: "2025-06-30" },
    });
    expect(ports.symbols).toEqual(["AAPL", "MSFT", "SOLD"]);
    expect(inputs).toMatchObject({ positions: 8, symbols: 3 });
    expect(inputs.notes).toEqual([
      "Options without a quote are valued by a model, riskless rate 4%",
      "Private positions are valued by hand, at entry price before the first valuation",
    ]);
  });

  test("says when prices are simulated and when closes are adjusted", async () => {
    const simulated = createStubSource({ present: PRESENT, simulated: true, basis: "adjusted", label: "Made up" });
    const { inputs } = await prepare({ source: simulated });
    expect(inputs).toMatchObject({ priceSource: "Made up", simulated: true });
    expect(inputs.notes.slice(0, 2)).toEqual(["Simulated prices", "Adjusted closes: no splits or dividends applied"]);
  });

  test("[PH5] a run over past dates is not present, one that ends at the present is", async () => {
    const past = await prepare({ run: { kind: "manual", toDate: "2025-07-01" } });
    expect(past.scope).toMatchObject({ isPresent: false, finalDate: "2025-07-01" });
    expect((await prepare({ run: { kind: "manual" } })).scope.isPresent).toBe(true);
    const onboarding = await prepare({ portfolio: { toDate: "2025-07-01" } });
    expect(onboarding.scope).toMatchObject({ isPresent: true, finalDate: "2025-07-01" });
  });

  test("[PH5] for a portfolio that its owner ends at a date, that date is the present of every run", async () => {
    const portfolio = { toDate: "2025-07-05" };
    const manual = (run: RunToPrepare["run"] = {}) => prepare({ portfolio, run: { kind: "manual", ...run } });
    expect((await manual()).scope).toMatchObject({ isPresent: true, finalDate: "2025-07-03" });
    expect((await manual({ toDate: "2025-07-02" })).scope.isPresent).toBe(false);
  });

  test("[RUN12] without positions, and when nothing is new, there is nothing to do", async () => {
    const empty = await prepare({ positions: [] });
    expect(empty).toMatchObject({ nothingToDo: "no positions", inputs: { dates: null }, scope: { dates: [] } });
    const portfolioId = await storePortfolio(database.db, [AAPL]);
    await storeResults(portfolioId, PRESENT);
    const again = await prepareAgain(
      { db: database.db, source },
      await storeRun(database.db, portfolioId, { kind: "manual" }),
    );
    expect(again.nothingToDo).toBe("up to date");
  });

  test("dates a run left without their analytics are computed again: it was cancelled after its snapshots", async () => {
    const portfolioId = await storePortfolio(database.db, [AAPL]);
    await storeResults(portfolioId, "2025-07-09");
    for (const date of ["2025-07-10", "2025-07-11", PRESENT]) await storeSnapshot(portfolioId, date);
    const runId = await storeRun(database.db, portfolioId, { kind: "manual" });
    const { scope } = await prepareAgain({ db: database.db, source }, runId);
    expect(scope.dates).toEqual(["2025-07-10", "2025-07-11", "2025-07-14", PRESENT]);
  });

  test("goes on after the newest date with all its results, and from what has to be recomputed", async () => {
    const portfolioId = await storePortfolio(database.db, [AAPL]);
    await storeResults(portfolioId, "2025-07-10");
    const runId = await storeRun(database.db, portfolioId, { kind: "manual" });
    const options = { db: database.db, source };
    expect((await prepareAgain(options, runId)).scope.dates).toEqual(["2025-07-11", "2025-07-14", PRESENT]);
    const changed = { recomputeFrom: "2025-07-08" };
    await database.db.update(portfolios).set(changed).where(eq(portfolios.id, portfolioId));
    expect((await prepareAgain(options, runId)).scope.dates[0]).toBe("2025-07-08");
  });

  test("[RUN6] a run taken up again, and a retry of it, have the dates it started with", async () => {
    const portfolioId = await storePortfolio(database.db, [AAPL]);
    const runId = await storeRun(database.db, portfolioId, { kind: "manual" });
    const options = { db: database.db, source };
    const first = await prepareAgain(options, runId);
    await database.db.update(runs).set({ inputs: first.inputs, status: "failed" }).where(eq(runs.id, runId));
    await storeResults(portfolioId, "2025-07-10");
    expect((await prepareAgain(options, runId)).scope).toEqual(first.scope);
    const retry = await storeRun(database.db, portfolioId, { kind: "retry", retryOf: runId });
    expect((await prepareAgain(options, retry)).scope.dates).toEqual(first.scope.dates);
    await database.db.update(runs).set({ status: "failed" }).where(eq(runs.id, retry));
    const again = await storeRun(database.db, portfolioId, { kind: "retry", retryOf: retry });
    expect((await prepareAgain(options, again)).scope.dates).toEqual(first.scope.dates);
  });

  test("[RUN6] a retry begins at the first date where all results have been forgotten since", async () => {
    const portfolioId = await storePortfolio(database.db, [AAPL]);
    const range = { fromDate: PRESENT, toDate: PRESENT };
    const runId = await storeRun(database.db, portfolioId, { kind: "manual", ...range });
    const options = { db: database.db, source };
    const first = await prepareAgain(options, runId);
    await database.db.update(runs).set({ inputs: first.inputs, status: "failed" }).where(eq(runs.id, runId));
    const changed = { recomputeSetAt: new Date(Date.now() + 1_000) };
    await database.db.update(portfolios).set(changed).where(eq(portfolios.id, portfolioId));
    const retry = await storeRun(database.db, portfolioId, { kind: "retry", retryOf: runId, ...range });
    expect((await prepareAgain(options, retry)).inputs.dates).toMatchObject({ from: "2025-06-30", to: PRESENT });
  });

  describe("[RUN6] a retry after an entry date was moved", () => {
    /** A run of positions with results to 2025-07-10 that failed; then an edit that outdates some, and its retry. */
    async function retriedAfter(edit: { entryDate: string; recomputeFrom: string; recomputeSetBy?: "run" }) {
      const { db } = database;
      const portfolioId = await storePortfolio(db, [{ ...AAPL, entryDate: "2025-07-02" }]);
      const runId = await storeRun(db, portfolioId, { kind: "manual" });
      const options = { db, source };
      const { inputs } = await prepareAgain(options, runId);
      await db.update(runs).set({ inputs, status: "failed" }).where(eq(runs.id, runId));
      await storeResults(portfolioId, "2025-07-10");
      const { entryDate, recomputeFrom } = edit;
      const recomputeSetBy = edit.recomputeSetBy ? runId : null;
      await db.update(positions).set({ entryDate }).where(eq(positions.portfolioId, portfolioId));
      const need = { recomputeFrom, recomputeSetAt: new Date(Date.now() + 1_000), recomputeSetBy };
      await db.update(portfolios).set(need).where(eq(portfolios.id, portfolioId));
      const retry = await storeRun(db, portfolioId, { kind: "retry", retryOf: runId });
      return (await prepareAgain(options, retry)).inputs.dates;
    }

    test("to before its run's dates begins there", async () => {
      const dates = await retriedAfter({ entryDate: "2025-06-24", recomputeFrom: "2025-06-24" });
      expect(dates).toMatchObject({ from: "2025-06-24", to: PRESENT });
    });

    test("to after their first computes none that the account has no more", async () => {
      const dates = await retriedAfter({ entryDate: "2025-07-08", recomputeFrom: "2025-07-02" });
      expect(dates).toMatchObject({ from: "2025-07-08", to: PRESENT });
    });

    test("within them, or by what the run itself found, has the dates of its run", async () => {
      const within = await retriedAfter({ entryDate: "2025-07-02", recomputeFrom: "2025-07-08" });
      expect(within).toMatchObject({ from: "2025-07-02", to: PRESENT });
      const own = { entryDate: "2025-07-02", recomputeFrom: "2025-06-24", recomputeSetBy: "run" } as const;
      expect(await retriedAfter(own)).toMatchObject({ from: "2025-07-02", to: PRESENT });
    });
  });

  test("a source without any price of the portfolio leaves the verdict to phase_1", async () => {
    const empty = { ...source, presentDate: async () => null };
    const { scope } = await prepare({ source: empty, now: () => new Date("2025-07-16T01:00:00Z") });
    expect(scope.finalDate).toBe("2025-07-15");
  });

  test("an option that has expired by the last session with prices holds none back, one that has not does", async () => {
    const lastPrices = new Map([
      ["AAPL", PRESENT],
      ["KO", "2025-07-01"],
    ]);
    const covered = {
      ...source,
      presentDate: async (_: Date, symbols: readonly string[]) =>
        symbols.map((symbol) => lastPrices.get(symbol) ?? PRESENT).toSorted()[0] ?? null,
    };
    const call = (expirationDate: string) => ({
      ...({ symbol: "KO CALL", investmentClass: "OPTIONS", investmentSubtype: "CALL", optionType: "CALL" } as const),
      ...{ underlyingSymbol: "KO", strikePrice: "70", expirationDate },
    });
    const finalDate = async (...positions: readonly TestPosition[]) =>
      (await prepare({ source: covered, positions })).scope.finalDate;
    expect(await finalDate(AAPL, call("2025-07-03"))).toBe(PRESENT);
    // A Saturday's expiry was the Friday's session.
    expect(await finalDate(AAPL, call("2025-07-12"))).toBe(PRESENT);
    expect(await finalDate(AAPL, call(PRESENT))).toBe("2025-07-01");
    expect(await finalDate(AAPL, call("2026-01-16"))).toBe("2025-07-01");
    expect(await finalDate(call("2025-07-03"))).toBe("2025-07-01");
    expect(await finalDate({ ...AAPL, exitDate: "2025-07-10", exitPrice: "1" }, call("2025-06-30"))).toBe("2025-07-01");
  });

  test("refuses a run that does not exist and a price source that is not set up", async () => {
    const prepareWithout = createPrepare({ db: database.db, sources: new Map(), now: () => new Date() });
    await expect(prepareWithout("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "run-missing" });
    const runId = await storeRun(database.db, await storePortfolio(database.db, [AAPL], { priceSource: "files" }));
    await expect(prepareWithout(runId)).rejects.toMatchObject({
      code: "source-missing",
      message:
        'the price source "files" is not set up on this server any more. Choose another price source, then retry.',
    });
  });

  test("real-us-20 from 2018-12-03 to 2019-12-06 has 255 sessions", async (context) => {
    const files = createPriceFiles(testDataPath(context, "market"));
    const positions = readPositions(testDataPath(context, "portfolios/real-us-20.csv"));
    const range = { fromDate: "2018-12-03", toDate: "2019-12-06" };
    const { inputs, scope } = await prepare({ source: files, positions, portfolio: range });
    expect(inputs.dates).toEqual({ from: "2018-12-03", to: "2019-12-06", count: 255 });
    expect(scope.isPresent).toBe(true);
    const open = await prepare({ source: files, positions, run: { kind: "manual" } });
    expect(open.scope).toMatchObject({ finalDate: "2022-12-28", isPresent: true });
  });
});
