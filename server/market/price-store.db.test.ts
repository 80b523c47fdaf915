import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import { bars, corporateActions, symbolListings } from "#server/db/schema/market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPriceHistory } from "./price-store.ts";

const SESSIONS = ["2018-12-03", "2018-12-04", "2018-12-06", "2018-12-07"];

describe("createPriceHistory", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    const bar = (symbol: string, date: string, close: number, source = "files") => ({ source, symbol, date, close });
    const stored = [
      ...SESSIONS.map((date, index) => ({
        ...bar("A", date, 100 + index),
        high: 200,
        low: 50,
        volume: index ? 10 : null,
      })),
      bar("B", "2018-12-04", 20),
      bar("B", "2018-12-07", 10),
      bar("B", "2018-12-08", 99),
      bar("A", "2018-12-03", 1, "sample"),
      bar("A", "2018-11-30", 1),
    ];
    await bulkUpsert(database.db, bars, stored, { onConflict: "replace" });
  });
  afterAll(() => database.drop());

  const history = (symbols: string[], source = "files") =>
    createPriceHistory(database.db, { source, symbols, from: "2018-12-03", to: "2018-12-09" });

  test("lays the bars of one source on the grid of sessions, which leaves the closed day out", async () => {
    const table = await history(["A", "B", "C"]).table();
    expect(table.sessions).toEqual(SESSIONS);
    expect([...table.columns.keys()]).toEqual(["A", "B"]);
    expect(table.columns.get("A")?.close).toEqual(Float64Array.of(100, 101, 102, 103));
  });

  test("lays volumes on the same grid", async () => {
    const volumes = await history(["A", "B", "C"]).volumes(["A", "C"]);
    expect(volumes).toEqual(new Map([["A", Float64Array.of(Number.NaN, 10, 10, 10)]]));
  });

  test("shows NaN where there is no bar, in prices and in the returns beside it", async () => {
    const column = (await history(["B"]).table()).columns.get("B");
    expect(column?.close).toEqual(Float64Array.of(Number.NaN, 20, Number.NaN, 10));
    expect(column?.returns).toEqual(new Float64Array(4).fill(Number.NaN));
  });

  test("computes total returns with the split and the dividend of their ex-dates", async () => {
    const action = { source: "acting", symbol: "A" };
    const closes = [100, 51, 50, 50];
    const stored = SESSIONS.map((date, index) => ({ ...action, date, close: closes[index] ?? 0 }));
    await bulkUpsert(database.db, bars, stored, { onConflict: "replace" });
    const actions = [
      { ...action, exDate: "2018-12-04", kind: "split" as const, value: 2 },
      { ...action, exDate: "2018-12-05", kind: "dividend" as const, value: 1.02 },
      { ...action, exDate: "2001-01-02", kind: "split" as const, value: 3 },
    ];
    await bulkUpsert(database.db, corporateActions, actions, { onConflict: "replace" });
    const column = (await history(["A"], "acting").table()).columns.get("A");
    expect([...(column?.returns ?? [])].map((value) => Number(value.toFixed(10)))).toEqual([
      NaN,
      0.02,
      0.0003921569,
      0,
    ]);
    expect(column?.splits).toEqual(
      new Map([
        ["2001-01-02", 3],
        ["2018-12-04", 2],
      ]),
    );
  });

  describe("of listings in another currency", () => {
    const stored = { source: "abroad", updatedAt: new Date() };
    const bar = (symbol: string, date: string, close: number) => ({ source: "abroad", symbol, date, close });
    beforeAll(async () => {
      const listing = (symbol: string, currency: string | null) => ({ ...stored, provider: "yahoo", symbol, currency });
      const listings = [listing("EURO", "EUR"), listing("PENCE", "GBp"), listing("YEN", "JPY"), listing("HOME", "USD")];
      await bulkUpsert(database.db, symbolListings, [...listings, listing("UNSAID", null)], { onConflict: "replace" });
      const closes = ["EURO", "PENCE", "YEN", "HOME", "UNSAID"].flatMap((symbol) =>
        SESSIONS.map((date) => ({ ...bar(symbol, date, 200), high: 300, low: 100, volume: 7 })),
      );
      const rates = [
        bar("EUR/USD", "2018-11-27", 1.1),
        bar("EUR/USD", "2018-12-06", 1.25),
        bar("GBP/USD", "2018-11-23", 9),
        bar("GBP/USD", "2018-12-04", 1.3),
      ];
      await bulkUpsert(database.db, bars, closes, { onConflict: "replace" });
      await bulkUpsert(database.db, bars, rates, { onConflict: "replace" });
      const dividend = { source: "abroad", symbol: "EURO", kind: "dividend" as const };
      const actions = [
        { ...dividend, exDate: "2018-12-06", value: 2 },
        { ...dividend, exDate: "2010-12-06", value: 5 },
        { ...dividend, kind: "split" as const, exDate: "2010-12-06", value: 3 },
      ];
      await bulkUpsert(database.db, corporateActions, actions, { onConflict: "replace" });
    });
    const columns = async () => (await history(["EURO", "PENCE", "YEN", "HOME", "UNSAID"], "abroad").table()).columns;

    test("prices and dividends are converted by the last rate on or before their date", async () => {
      const euro = (await columns()).get("EURO");
      expect([...(euro?.close ?? [])].map((value) => Number(value.toFixed(6)))).toEqual([220, 220, 250, 250]);
      expect(euro?.dividends).toEqual(new Map([["2018-12-06", 2.5]]));
      expect(euro?.splits).toEqual(new Map([["2010-12-06", 3]]));
      expect(euro?.returns[2]).toBeCloseTo(252.5 / 220 - 1, 12);
    });

    test("dividends of the year before the first session are too, which an option's model yields on; older ones count nowhere", async () => {
      const { db } = database;
      const [source, kind] = ["abroad before", "dividend" as const];
      await db
        .insert(symbolListings)
        .values({ source, symbol: "EURO", currency: "EUR", provider: "yahoo", updatedAt: new Date() });
      const rates = ["2017-11-20", "2017-12-08", "2018-05-10", "2018-12-03"].map((date, i) => {
        return { source, symbol: "EUR/USD", date, close: 1.1 + i / 10 };
      });
      const closes = SESSIONS.map((date) => ({ source, symbol: "EURO", date, close: 100 }));
      await bulkUpsert(db, bars, [...rates, ...closes], { onConflict: "replace" });
      const paid = ["2017-11-20", "2017-12-11", "2018-05-11", "2018-06-01"];
      const actions = paid.map((exDate) => ({ source, symbol: "EURO", kind, exDate, value: 10 }));
      await bulkUpsert(db, corporateActions, actions, { onConflict: "replace" });
      const dividends = (await history(["EURO"], source).table()).columns.get("EURO")?.dividends;
      expect([...(dividends ?? [])].map(([date, value]) => [date, Math.round(1e9 * value) / 1e9])).toEqual([
        ["2017-12-11", 12],
        ["2018-05-11", 13],
      ]);
    });

    test("pence are hundredths; a rate more than seven days old is none, and so is the price", async () => {
      const pence = [...((await columns()).get("PENCE")?.close ?? [])];
      expect(pence.map((value) => Number(value.toFixed(6)))).toEqual([Number.NaN, 2.6, 2.6, 2.6]);
    });

    test("without any rate there is no price; dollars and what is not said are left as they are", async () => {
      const read = await columns();
      expect(read.get("YEN")?.close).toEqual(new Float64Array(4).fill(Number.NaN));
      expect(read.get("HOME")?.close).toEqual(new Float64Array(4).fill(200));
      expect(read.get("UNSAID")?.close).toEqual(new Float64Array(4).fill(200));
    });
  });

  test("reads once, and again after forget", async () => {
    const kept = history(["D"]);
    expect(await kept.table()).toBe(await kept.table());
    await bulkUpsert(database.db, bars, [{ source: "files", symbol: "D", date: "2018-12-03", close: 7 }], {
      onConflict: "replace",
    });
    expect((await kept.table()).columns.has("D")).toBe(false);
    kept.forget();
    expect((await kept.table()).columns.has("D")).toBe(true);
  });

  test("an empty universe and a range without sessions are empty tables", async () => {
    expect((await history([]).table()).columns.size).toBe(0);
    const closed = createPriceHistory(database.db, {
      source: "files",
      symbols: ["A"],
      from: "2018-12-08",
      to: "2018-12-09",
    });
    expect((await closed.table()).sessions).toEqual([]);
  });
});
