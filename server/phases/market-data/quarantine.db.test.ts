import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { required } from "#lib/assert.ts";
import { bars, corporateActions, restatements, symbolFactors } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import { runs } from "#server/db/schema/run.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { Bar, CorporateAction, RejectedCell } from "#server/market/price-source.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase, interruption } from "#tests/fixtures/phase-context.ts";
import { prepareAgain, prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import { storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { storeSnapshots } from "#tests/fixtures/stored-snapshots.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { marketData } from "./market-data.ts";
import { saveQuarantine } from "./save-quarantine.ts";

const ENTRY = "2025-06-30";
const PRESENT = "2025-07-15";
const SPOILT = "2025-07-08";

/** A price of the symbol that wanders a little, with a range and trade. */
function soundBar(symbol: string, date: string): Bar {
  const day = Date.parse(date) / 86_400_000;
  const price = (at: number) => 100 * (1 + 0.01 * Math.sin(at * (symbol.charCodeAt(0) - 60)) + 0.002 * (at % 7));
  const [open, close] = [price(day - 1), price(day)];
  const volume = 1_000_000 + 1_000 * (day % 100);
  return { date, open, high: Math.max(open, close) * 1.004, low: Math.min(open, close) * 0.996, close, volume };
}

const times = (bar: Bar, factor: number, volume = 1): Bar => ({
  date: bar.date,
  open: required(bar.open, "open") * factor,
  high: required(bar.high, "high") * factor,
  low: required(bar.low, "low") * factor,
  close: bar.close * factor,
  volume: Math.round(required(bar.volume, "volume") * volume),
});

/** What a market says otherwise than soundly of ACME. */
interface Market {
  present?: string;
  spoil?: (bar: Bar) => Bar | null;
  actions?: readonly CorporateAction[];
  rejected?: readonly RejectedCell[];
  basis?: "adjusted";
}

describe("[PH8] quarantine", () => {
  let database: TestDatabase;
  let portfolioId = "";
  const opened: TestDatabase[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
    opened.push(database);
    portfolioId = "";
  });
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  function sourceOf({ present = PRESENT, spoil = (bar) => bar, actions = [], rejected = [], basis }: Market) {
    const stub = createStubSource({
      ...{ name: "yahoo", present, remote: true, ...(basis ? { basis } : {}) },
      actions: (symbol) => (symbol === "ACME" ? [...actions] : []),
      bars: (symbol, from, to) =>
        sessionsBetween(from, to)
          .map((date) => soundBar(symbol, date))
          .flatMap((bar) => (symbol === "ACME" ? (spoil(bar) ?? []) : bar)),
    });
    return {
      ...stub,
      async daily(...asked: Parameters<typeof stub.daily>) {
        const { answers, failures } = await stub.daily(...asked);
        const within = rejected.filter(({ date }) => date >= asked[1] && date <= asked[2]);
        const told = answers.map((each) =>
          each.symbol === "ACME" && within.length > 0 ? { ...each, rejected: within } : each,
        );
        return { answers: told, failures };
      },
    };
  }
  /** The first run of a portfolio, or another of the same one. */
  async function collect(market: Market, again: { force?: boolean; interruptedAfter?: number } = {}) {
    const source = sourceOf(market);
    const { db } = database;
    const run = { force: again.force ?? false };
    await db.update(runs).set({ status: "completed", endedAt: new Date() });
    const prepared =
      portfolioId === ""
        ? await prepareTestRun({ db, source, positions: [{ symbol: "ACME", entryDate: ENTRY }], run })
        : await prepareAgain({ db, source }, await storeRun(db, portfolioId, run));
    portfolioId = required(prepared.scope.portfolio, "portfolio").id;
    const { interruptedAfter: commitsBeforeInterruption } = again;
    const options = commitsBeforeInterruption === undefined ? {} : { commitsBeforeInterruption };
    return executePhase(marketData, createPhaseContext({ db, ...prepared, ...options }));
  }
  const closesOf = async (symbol = "ACME") => {
    const rows = await database.db.select().from(bars).where(eq(bars.symbol, symbol)).orderBy(bars.date);
    return new Map(rows.map(({ date, close }) => [date, close]));
  };
  const dueFrom = async () => (await database.db.select({ from: portfolios.recomputeFrom }).from(portfolios))[0]?.from;
  const quarantine = () => database.db.select().from(quarantinedBars).orderBy(quarantinedBars.date);
  const on = (date: string, change: (bar: Bar) => Bar | null) => (bar: Bar) => (bar.date === date ? change(bar) : bar);
  const from = (date: string, change: (bar: Bar) => Bar) => (bar: Bar) => (bar.date >= date ? change(bar) : bar);
  const sound = (date: string) => soundBar("ACME", date).close;
  const datesFrom = (date: string, to = PRESENT) => sessionsBetween(date, to);

  test("a price a hundredfold stands in no number; it is named, with what is usual", async () => {
    const { report, messages } = await collect({ spoil: on(SPOILT, (bar) => times(bar, 100)) });
    const [row, ...others] = await quarantine();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ source: "yahoo", symbol: "ACME", date: SPOILT, rule: "scale", releasedAt: null });
    expect(row?.close).toBeCloseTo(100 * sound(SPOILT), 6);
    expect([row?.open, row?.volume].every((value) => value !== null)).toBe(true);
    const closes = await closesOf();
    expect(closes.has(SPOILT)).toBe(false);
    expect(closes.size).toBe(sessionsBetween([...closes.keys()][0] ?? "", PRESENT).length - 1);
    expect(report.counts).toMatchObject({ quarantinedPrices: 1, refusedPrices: 0 });
    const item = expect.stringMatching(/^ACME 2025-07-08: 10,\d+ where 10\d\.\d+ is usual \(100×\)$/);
    expect(report.warnings).toEqual([
      {
        code: "prices-quarantined",
        message: "1 price of 1 symbol quarantined",
        items: [item],
      },
    ]);
    expect(messages).toContainEqual(expect.stringMatching(/^⚠️ ACME: 1 price quarantined \(2025-07-08: 10,\d+ where/));
  });

  test("asking again changes nothing, whether for what is missing or for everything", async () => {
    const spoil = on(SPOILT, (bar) => times(bar, 100));
    await collect({ present: "2025-07-10", spoil });
    const [first, closes] = [await quarantine(), await closesOf()];
    const again = await collect({ present: "2025-07-10", spoil }, { force: true });
    expect(await quarantine()).toEqual(first);
    expect(await closesOf()).toEqual(closes);
    expect(again.messages.filter((line) => line.includes("quarantined"))).toEqual([]);
    expect(again.report.warnings).toMatchObject([{ code: "prices-quarantined" }]);
    await collect({ spoil });
    expect(await quarantine()).toEqual(first);
    expect(await database.db.select().from(restatements)).toEqual([]);
  });

  test("the same rows stand after the worker was lost in the middle", async () => {
    const spoil = on(SPOILT, (bar) => times(bar, 100));
    await expect(collect({ spoil }, { interruptedAfter: 1 })).rejects.toBe(interruption);
    expect(await quarantine()).toEqual([]);
    expect(await closesOf()).toEqual(new Map());
    await database.db.execute("delete from price_claims");
    await collect({ spoil });
    expect((await quarantine()).map(({ date }) => date)).toEqual([SPOILT]);
  });

  test.each([
    ["zero", "0", 0],
    ["negative", "-3", -3],
    ["not-a-number", "ten", null],
    ["duplicate", "100, 103", 100],
    ["out-of-session", "99", 99],
  ] as const)("a close that is no price is in quarantine by its rule: %s", async (rule, value, close) => {
    const date = rule === "out-of-session" ? "2025-07-05" : SPOILT;
    const cell = { date, value, place: "close", reason: "of the cell", fault: { rule, close } };
    const { report } = await collect({ spoil: on(date, () => null), rejected: [cell] });
    expect(await quarantine()).toMatchObject([{ date, rule, close, reason: `of the cell (close "${value}")` }]);
    expect(report.warnings.map(({ code }) => code)).toEqual(["prices-quarantined"]);
    expect((await closesOf()).has(date)).toBe(false);
  });

  test("the newest price a hundredfold does not wait for the next one", async () => {
    await collect({ spoil: on(PRESENT, (bar) => times(bar, 0.01)) });
    expect(await quarantine()).toMatchObject([{ date: PRESENT, rule: "scale" }]);
  });

  test("a believed price is not replaced by a wild one, and is not restated by it", async () => {
    await collect({ present: "2025-07-10" });
    await collect({ spoil: on(SPOILT, (bar) => times(bar, 100)) });
    expect((await closesOf()).get(SPOILT)).toBeCloseTo(sound(SPOILT), 9);
    expect(await quarantine()).toMatchObject([{ date: SPOILT, rule: "scale" }]);
    expect(await database.db.select().from(restatements)).toEqual([]);
  });

  test("a corrected price takes the place, as one that came late: results from its date on are due", async () => {
    await collect({ present: "2025-07-10", spoil: on(SPOILT, (bar) => times(bar, 100)) });
    await storeSnapshots(database.db, portfolioId, ENTRY, "2025-07-10");
    await collect({});
    expect(await quarantine()).toEqual([]);
    expect((await closesOf()).get(SPOILT)).toBeCloseTo(sound(SPOILT), 9);
    expect(await database.db.select().from(restatements)).toEqual([]);
    expect(await dueFrom()).toBe(SPOILT);
  });

  test("a split that the table lacks is held back from its day on, and let go once the table has it", async () => {
    const day = "2025-07-03";
    const spoil = from(day, (bar) => times(bar, 0.25, 4));
    await collect({ present: "2025-07-11", spoil });
    expect((await quarantine()).map(({ date, rule }) => `${date} ${rule}`)).toEqual(
      datesFrom(day, "2025-07-11").map((date) => `${date} unadjusted-split`),
    );
    expect([...(await closesOf()).keys()].at(-1)).toBe("2025-07-02");
    await collect({ spoil, actions: [{ date: day, kind: "split", value: 4 }] });
    expect(await quarantine()).toEqual([]);
    expect((await closesOf()).get(PRESENT)).toBeCloseTo(sound(PRESENT) / 4, 9);
  });

  test("what has been held back for months is judged again without being asked for", async () => {
    const day = "2025-03-03";
    const spoil = from(day, (bar) => times(bar, 0.25, 4));
    await expect(collect({ present: "2025-07-11", spoil })).rejects.toThrow(
      /^No price from "Stub" for ACME: its prices are in quarantine \(2025-03-03: .+ as after a split of 4 for 1 /,
    );
    expect(await quarantine()).toHaveLength(datesFrom(day, "2025-07-11").length);
    const { db } = database;
    await db.insert(corporateActions).values({ source: "yahoo", symbol: "ACME", exDate: day, kind: "split", value: 4 });
    await collect({ spoil });
    expect(await quarantine()).toEqual([]);
    expect((await closesOf()).size).toBe((await closesOf("SPY")).size);
  });

  test("a price that turns out to be stale leaves the prices again", async () => {
    const still = { open: sound("2025-07-03"), close: sound("2025-07-03"), volume: 0 };
    const flat = { ...still, high: still.close, low: still.close, open: still.close };
    const spoil = (bar: Bar) => (bar.date > "2025-07-03" ? { ...flat, date: bar.date } : bar);
    await collect({ present: "2025-07-10", spoil });
    expect(await quarantine()).toEqual([]);
    await storeSnapshots(database.db, portfolioId, ENTRY, "2025-07-10");
    const { report } = await collect({ spoil });
    expect((await quarantine()).map(({ date, rule }) => `${date} ${rule}`)).toEqual(
      datesFrom("2025-07-07").map((date) => `${date} stale`),
    );
    expect([...(await closesOf()).keys()].at(-1)).toBe("2025-07-03");
    expect(report.warnings.map(({ code }) => code)).toContain("prices-quarantined");
    expect(await dueFrom()).toBe("2025-07-07");
  });

  test("a leap after a gap of two months is held back, and says so where nothing else is left", async () => {
    const spoil = (bar: Bar) => {
      if (bar.date < "2025-04-25") return bar;
      return bar.date < "2025-07-03" ? null : times(bar, 7);
    };
    await expect(collect({ spoil })).rejects.toThrow(
      /in quarantine \(2025-07-03: .+, after 47 sessions without a price\)/,
    );
    expect(new Set((await quarantine()).map(({ rule }) => rule))).toEqual(new Set(["gap"]));
    expect((await quarantine()).map(({ date }) => date)).toEqual(datesFrom("2025-07-03"));
  });

  test("a gap between two prices is named in the phase's details, and is no price", async () => {
    const { report } = await collect({
      spoil: (bar) => (bar.date > "2025-06-30" && bar.date < "2025-07-10" ? null : bar),
    });
    expect(report.details).toContainEqual({
      title: "Gaps",
      items: ["ACME: no price from 2025-07-01 to 2025-07-09 (6 sessions)"],
    });
    expect(await quarantine()).toEqual([]);
  });

  test("a crash that was traded is kept: -52%, -80%, and a squeeze of 300%", async () => {
    for (const factor of [0.48, 0.2, 4]) {
      const crash = (bar: Bar) => {
        const after = times(bar, factor);
        if (bar.date !== SPOILT) return after;
        return {
          ...after,
          high: required(after.high, "high") * 1.2,
          low: required(after.low, "low") * 0.85,
          volume: 2e7,
        };
      };
      const { report } = await collect({ spoil: from(SPOILT, crash) }, { force: true });
      expect(report.warnings.filter(({ code }) => code === "prices-quarantined")).toEqual([]);
      expect((await closesOf()).get(SPOILT)).toBeCloseTo(sound(SPOILT) * factor, 6);
    }
  });

  test("a released price is not doubted again, and one that is said otherwise then is", async () => {
    const spoil = on(SPOILT, (bar) => times(bar, 100));
    await collect({ present: "2025-07-10", spoil });
    const { db } = database;
    const [row] = await quarantine();
    const { source, symbol, date, open, high, low, close, volume, provider } = required(row, "row");
    await db
      .insert(bars)
      .values({ source, symbol, date, open, high, low, close: required(close, "close"), volume, provider });
    await db.update(quarantinedBars).set({ releasedAt: new Date("2025-07-11T12:00:00Z"), releaseNote: "so it was" });
    await collect({ spoil }, { force: true });
    expect((await closesOf()).get(SPOILT)).toBeCloseTo(100 * sound(SPOILT), 6);
    expect(await quarantine()).toMatchObject([{ date: SPOILT, releaseNote: "so it was" }]);
    await collect({}, { force: true });
    expect((await closesOf()).get(SPOILT)).toBeCloseTo(sound(SPOILT), 9);
    expect(await quarantine()).toEqual([]);
  });

  test("a run that doubts a price waits for who releases it, and holds nothing that they need", async () => {
    await collect({ present: "2025-07-10", spoil: on(SPOILT, (bar) => times(bar, 100)) });
    const { db } = database;
    const [row] = await quarantine();
    const { source, symbol, date, close } = required(row, "row");
    const bar = { source, symbol, date, close: required(close, "close") };
    await db.insert(bars).values(bar);
    const doubt = { ...required(row, "row"), close: 3 };
    const doubted = { symbol, quarantined: [doubt], withdrawn: [date], reinstated: [], settled: [] };
    let doubting: Promise<void> = Promise.resolve();
    await db.transaction(async (tx) => {
      await tx.update(quarantinedBars).set({ releaseNote: "so it was" });
      const by = { source, runId: required(row?.runId, "run"), at: new Date() };
      doubting = db.transaction((other) => saveQuarantine(other, by, [doubted]));
      await vi.waitFor(async () => {
        const waiting = await db.execute(
          sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(waiting).toHaveLength(1);
      });
      const isDoubted = and(eq(bars.symbol, symbol), eq(bars.date, date));
      expect(await tx.select().from(bars).where(isDoubted).for("update", { skipLocked: true })).toHaveLength(1);
    });
    await doubting;
    expect((await closesOf()).has(date)).toBe(false);
    expect(await quarantine()).toMatchObject([{ date, close: 3, releaseNote: null }]);
  });

  test("adjusted closes that are all divided anew are restated, and none of them is doubted", async () => {
    await collect({ basis: "adjusted", present: "2025-07-10" });
    const { report } = await collect({ basis: "adjusted", spoil: (bar) => times(bar, 0.5) });
    expect(await quarantine()).toEqual([]);
    expect(report.counts.restated).toBe(1);
    expect((await closesOf()).get(ENTRY)).toBeCloseTo(sound(ENTRY) / 2, 9);
  });

  test("of adjusted closes that are stored anew the doubted ones leave the prices", async () => {
    await collect({ basis: "adjusted", present: "2025-07-10" });
    const spoil = (bar: Bar) => times(bar, bar.date === SPOILT ? 50 : 0.5);
    await collect({ basis: "adjusted", spoil });
    expect(await quarantine()).toMatchObject([{ date: SPOILT, rule: "scale" }]);
    expect((await closesOf()).has(SPOILT)).toBe(false);
  });

  test("factors fitted on a price that is not believed any more are fitted again", async () => {
    const still = { open: sound("2025-07-03"), close: sound("2025-07-03"), volume: 0 };
    const spoil = (bar: Bar) =>
      bar.date > "2025-07-03" ? { ...still, high: still.close, low: still.close, date: bar.date } : bar;
    await collect({ present: "2025-07-10", spoil });
    const factor = { source: "yahoo", symbol: "ACME", marketN: 60, rateN: 60, spreadN: 60, ridgeN: 60 };
    await database.db.insert(symbolFactors).values([
      { ...factor, date: "2025-07-03" },
      { ...factor, date: "2025-07-08" },
    ]);
    await collect({ spoil });
    const left = await database.db.select().from(symbolFactors).where(eq(symbolFactors.symbol, "ACME"));
    expect(left.map(({ date }) => date)).toEqual(["2025-07-03"]);
    expect(await database.db.select({ id: portfolios.id }).from(portfolios)).toHaveLength(1);
  });
});
