import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openClient } from "#server/db/client.ts";
import { priceClaims, priceCoverage, symbolFailures } from "#server/db/schema/market.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { collectRun } from "#tests/fixtures/collected-run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createStubSource, flatBar, type StubSource } from "#tests/fixtures/stub-source.ts";

const PRESENT = "2025-07-15";
const GONE = { code: "unknown-symbol", reason: "delisted" } as const;

describe("runs at once", () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  /** Every session that was asked for, by symbol, once for each time. */
  function sessionsAsked({ asked }: StubSource): Map<string, string[]> {
    const requests = asked.flatMap(({ symbols, from, to }) => symbols.map((symbol) => ({ symbol, from, to })));
    return new Map(
      [...Map.groupBy(requests, ({ symbol }) => symbol)].map(([symbol, of]) => [
        symbol,
        of.flatMap(({ from, to }) => sessionsBetween(from, to)).toSorted(),
      ]),
    );
  }

  test("twenty over universes that overlap ask for every missing session of every symbol exactly once", {
    timeout: 120_000,
  }, async () => {
    const source = createStubSource({
      present: PRESENT,
      remote: true,
      beforeAnswer: () => new Promise(setImmediate),
      bars: (symbol, from, to) => (symbol === "S3" ? GONE : sessionsBetween(from, to).map((date) => flatBar(date))),
    });
    // Each run holds eight of 27 symbols; every third one needs a longer history.
    const runs = Array.from({ length: 20 }, (_, run) => {
      const entryDate = run % 3 === 0 ? "2025-04-01" : "2025-06-30";
      return Array.from({ length: 8 }, (__, index) => ({ symbol: `S${run + index}`, entryDate }));
    });
    const ended = await Promise.all(runs.map((positions) => collectRun({ db: database.db, source, positions })));

    const asked = sessionsAsked(source);
    expect(asked.size).toBe(27 + 17);
    for (const [symbol, sessions] of asked) {
      expect(sessions, symbol).toEqual([...new Set(sessions)]);
    }
    expect(asked.get("SPY")).toEqual(sessionsBetween("2023-01-22", PRESENT));
    expect(source.asked.filter(({ symbols }) => symbols.includes("S3"))).toHaveLength(1);
    expect(ended.map(({ report }) => report.counts.priced)).toEqual(
      runs.map((positions) => (positions.some(({ symbol }) => symbol === "S3") ? 7 : 8)),
    );
    expect(await database.db.select().from(priceClaims)).toEqual([]);
    expect(await database.db.select({ attempts: symbolFailures.attempts }).from(symbolFailures)).toEqual([
      { attempts: 1 },
    ]);
  });

  test("a run goes on with other symbols while another one fetches some, and takes those as it stored them", async () => {
    const hold = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow = createStubSource({
      present: PRESENT,
      beforeAnswer: () => {
        begun.resolve();
        return hold.promise;
      },
    });
    const first = collectRun({ db: database.db, source: slow, positions: [{ symbol: "AAPL" }] });
    await begun.promise;
    const other = createStubSource({ present: PRESENT });
    const second = collectRun({ db: database.db, source: other, positions: [{ symbol: "AAPL" }, { symbol: "KO" }] });
    await vi.waitFor(async () => {
      const [covered] = await database.db.select().from(priceCoverage).where(eq(priceCoverage.symbol, "KO"));
      expect(covered).toBeDefined();
    });
    hold.resolve();
    const [, { report, messages }] = await Promise.all([first, second]);
    expect(report.summary).toBe("2/2 symbols priced (100.0% coverage)");
    expect(messages[0]).toBe("Fetched KO: 11 sessions");
    expect(messages).toContain("Stored AAPL: 11 sessions");
    expect(other.asked.map(({ symbols }) => symbols)).toEqual([["KO"]]);
  });

  test("a claim is renewed while its fetch takes longer than it lasts", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const claims = () => database.db.select().from(priceClaims).where(eq(priceClaims.symbol, "AAPL"));
    const lapsed = new Date(Date.now() - 1000);
    const source = createStubSource({
      present: PRESENT,
      async beforeAnswer() {
        await database.db.update(priceClaims).set({ deadline: lapsed });
        vi.advanceTimersByTime(30_000);
        await vi.waitFor(async () => expect((await claims())[0]?.deadline.getTime()).toBeGreaterThan(Date.now()));
      },
    });
    try {
      const { report } = await collectRun({ db: database.db, source, positions: [{ symbol: "AAPL" }] });
      expect(report.counts.priced).toBe(1);
    } finally {
      vi.useRealTimers();
    }
    expect(await claims()).toEqual([]);
  });

  test("a unit takes as many statements for twenty symbols as for two", async () => {
    const statementsFor = async (symbols: number, prefix: string) => {
      const client = openClient(database.connection, { max: 4 });
      const statements: string[] = [];
      const db = drizzle(client, { logger: { logQuery: (query) => void statements.push(query) } });
      const source = createStubSource({ present: PRESENT, bars: bars(prefix) });
      const positions = Array.from({ length: symbols }, (_, index) => ({ symbol: `${prefix}${index}` }));
      await collectRun({ db, source, positions });
      await client.end();
      return statements.length;
    };
    // One bar a symbol, so that bars do not make further units, and every other symbol without any.
    const bars = (prefix: string) => (symbol: string) =>
      symbol.startsWith(prefix) && Number(symbol.slice(1)) % 2 === 1 ? GONE : [flatBar(PRESENT)];
    await statementsFor(2, "A");
    const [few, many] = [await statementsFor(2, "B"), await statementsFor(18, "C")];
    expect(many).toBe(few);
  });
});
