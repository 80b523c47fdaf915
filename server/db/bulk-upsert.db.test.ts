import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { bulkUpsert } from "./bulk-upsert.ts";
import { bars, fundamentals, symbolMetrics } from "./schema/market.ts";
import { runLeases } from "./schema/run.ts";

describe("bulkUpsert", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const bar = (symbol: string, date: string, close: number) => ({ source: "sample", symbol, date, close });
  const closes = (symbol: string) =>
    database.db
      .select({ date: bars.date, close: bars.close, volume: bars.volume })
      .from(bars)
      .where(eq(bars.symbol, symbol));

  test("replaces a stored row in the columns given and leaves the others", async () => {
    await bulkUpsert(database.db, bars, [{ ...bar("A", "2020-01-02", 1), volume: 7 }], { onConflict: "replace" });
    await bulkUpsert(database.db, bars, [bar("A", "2020-01-02", 2)], { onConflict: "replace" });
    expect(await closes("A")).toEqual([{ date: "2020-01-02", close: 2, volume: 7 }]);
  });

  test("leaves a row alone that would not change, nulls included", async () => {
    const version = async () => (await database.sql`select xmin::text from bars where symbol = 'J'`)[0]?.xmin;
    const row = { ...bar("J", "2020-01-02", 1), volume: null };
    await bulkUpsert(database.db, bars, [row], { onConflict: "replace" });
    const before = await version();
    await bulkUpsert(database.db, bars, [row], { onConflict: "replace" });
    expect(await version()).toBe(before);
    await bulkUpsert(database.db, bars, [{ ...row, volume: 3 }], { onConflict: "replace" });
    expect(await version()).not.toBe(before);
  });

  test("keeps a stored row when conflicts are ignored", async () => {
    await bulkUpsert(database.db, bars, [bar("B", "2020-01-02", 1)], { onConflict: "ignore" });
    await bulkUpsert(database.db, bars, [bar("B", "2020-01-02", 2), bar("B", "2020-01-03", 3)], {
      onConflict: "ignore",
    });
    expect((await closes("B")).map((row) => row.close)).toEqual([1, 3]);
  });

  test("stores null where only some rows give a column", async () => {
    const rows = [bar("C", "2020-01-02", 1), { ...bar("C", "2020-01-03", 2), volume: 5 }];
    await bulkUpsert(database.db, bars, rows, { onConflict: "replace" });
    expect((await closes("C")).map((row) => row.volume)).toEqual([null, 5]);
  });

  test("stores numeric from numbers and from text without rounding", async () => {
    const key = { source: "sample", symbol: "D", frequency: "annual", periodType: "reported" } as const;
    const rows = [
      { ...key, periodEnd: "2020-12-31", revenue: "12345678901234567890.123456" },
      { ...key, periodEnd: "2021-12-31", revenue: 0.1 },
    ];
    await bulkUpsert(database.db, fundamentals, rows, { onConflict: "replace" });
    const stored = await database.db.select().from(fundamentals).orderBy(fundamentals.periodEnd);
    expect(stored.map((row) => row.revenue)).toEqual(["12345678901234567890.123456", "0.1"]);
  });

  test("stores jsonb with quotes, backslashes and commas as it was", async () => {
    const reasons = { beta: 'no "history", \\ {none}', "": "ü\n" };
    const row = { source: "sample", symbol: "E", asOf: "2020-01-02", reasons };
    await bulkUpsert(database.db, symbolMetrics, [row], { onConflict: "replace" });
    const [stored] = await database.db.select().from(symbolMetrics).where(eq(symbolMetrics.symbol, "E"));
    expect(stored?.reasons).toEqual(reasons);
  });

  test("takes timestamps, bigints and a primary key declared on its column", async () => {
    const runId = await storeRun(database.db, await storePortfolio(database.db, []));
    const beatAt = new Date("2020-01-02T03:04:05.678Z");
    await bulkUpsert(database.db, runLeases, [{ runId, epoch: 3, workerId: "w, 1", beatAt }], {
      onConflict: "replace",
    });
    expect(await database.db.select().from(runLeases)).toEqual([{ runId, epoch: 3, workerId: "w, 1", beatAt }]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s and stores nothing of the unit", async (close) => {
    const rows = [bar("F", "2020-01-02", 1), bar("F", "2020-01-03", close)];
    const write = database.db.transaction((tx) => bulkUpsert(tx, bars, rows, { onConflict: "replace" }));
    await expect(write).rejects.toThrow(TypeError);
    expect(await closes("F")).toEqual([]);
  });

  test("names what the database refused, without the parameters", async () => {
    const rows = [bar("I", "2020-01-02", 1), bar("I", "2020-01-02", 2)];
    const error = await bulkUpsert(database.db, bars, rows, { onConflict: "replace" }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: "21000",
      message: expect.stringMatching(/^2 rows of bars were not stored: ON/),
    });
    expect(error.cause).toMatchObject({ name: "PostgresError" });
  });

  test("stores more rows than fit in one statement, whatever their order", async () => {
    const days = Array.from({ length: 12_500 }, (_, day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    const rows = days.toReversed().map((date, index) => bar("G", date, index + 1));
    await bulkUpsert(database.db, bars, rows, { onConflict: "replace" });
    expect(await closes("G")).toHaveLength(12_500);
  });

  test("writers of the same rows in opposite order do not deadlock", async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => bar(`H${index}`, "2020-01-02", index + 1));
    const write = (given: typeof rows) =>
      database.db.transaction((tx) => bulkUpsert(tx, bars, given, { onConflict: "replace" }));
    await Promise.all(Array.from({ length: 8 }, (_, turn) => write(turn % 2 ? rows : rows.toReversed())));
    expect(await closes("H1999")).toHaveLength(1);
  });
});
