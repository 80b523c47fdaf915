import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Transaction } from "#server/db/client.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import type { RunScope } from "#server/engine/phase.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio, storeRun, type TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { storeSnapshots } from "#tests/fixtures/stored-snapshots.ts";
import { type ChangedPrices, clearRecompute, setRecompute } from "./recompute.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const needOf = async (portfolioId: string) => {
  const { recomputeFrom, recomputeSetBy } = portfolios;
  const [need] = await database.db
    .select({ from: recomputeFrom, by: recomputeSetBy })
    .from(portfolios)
    .where(eq(portfolios.id, portfolioId));
  return need;
};

describe("setRecompute", () => {
  const runId = randomUUID();
  const restated: ChangedPrices = { symbol: "AAPL", from: "2025-07-02", to: null, isRegressor: false };

  /** What a portfolio with snapshots from 2025-06-30 to 2025-07-15 has to recompute after a change. */
  async function dueAfter(
    change: Partial<ChangedPrices>,
    held: readonly TestPosition[],
    settings: Partial<typeof portfolios.$inferInsert> = {},
  ) {
    const source = `source-${randomUUID()}`;
    const id = await storePortfolio(database.db, held, { priceSource: source, ...settings });
    await storeSnapshots(database.db, id, "2025-06-30", "2025-07-15");
    await database.db.transaction((tx) => setRecompute(tx, { source, runId }, [{ ...restated, ...change }]));
    return (await needOf(id))?.from;
  }
  const option = { symbol: "AAPL260116C00200000", investmentClass: "OPTIONS", underlyingSymbol: "AAPL" } as const;

  test("concerns who holds the symbol, or an option on it, on or after the date", async () => {
    expect(await dueAfter({}, [{ symbol: "AAPL" }])).toBe("2025-07-02");
    expect(await dueAfter({}, [{ ...option, investmentSubtype: "CALL", strikePrice: "200" }])).toBe("2025-07-02");
    expect(await dueAfter({}, [{ symbol: "AAPL", entryDate: "2025-07-10" }])).toBe("2025-07-02");
    expect(await dueAfter({}, [{ symbol: "AAPL", exitDate: "2025-07-01", exitPrice: "1" }])).toBeNull();
    expect(await dueAfter({}, [{ symbol: "MSFT" }])).toBeNull();
    expect(await dueAfter({}, [{ symbol: "AAPL" }], { priceSource: "another" })).toBeNull();
  });

  test("begins at the first result there is, and never later than it already had to", async () => {
    expect(await dueAfter({ from: "2025-03-14" }, [{ symbol: "AAPL" }])).toBe("2025-06-30");
    expect(await dueAfter({ from: "2025-08-01" }, [{ symbol: "AAPL" }])).toBeNull();
    expect(await dueAfter({}, [{ symbol: "AAPL" }], { recomputeFrom: "2025-07-01" })).toBe("2025-07-01");
    expect(await dueAfter({}, [{ symbol: "AAPL" }], { recomputeFrom: "2025-07-09" })).toBe("2025-07-02");
  });

  test("concerns all results of a position whose quantity is given in later shares: a split to be undone", async () => {
    const broker = { symbol: "AAPL", quantityAsOf: "2025-07-10" };
    expect(await dueAfter({}, [broker])).toBe("2025-06-30");
    expect(await dueAfter({ from: "2025-07-11" }, [broker])).toBe("2025-07-11");
    expect(await dueAfter({}, [{ ...broker, exitDate: "2025-07-01", exitPrice: "1" }])).toBe("2025-06-30");
    expect(await dueAfter({ to: "2025-07-04" }, [broker])).toBe("2025-07-02");
    const split = { from: "2025-07-10", isSplit: true };
    expect(await dueAfter(split, [broker])).toBe("2025-06-30");
    expect(await dueAfter({ ...split, isRegressor: true }, [{ symbol: "AAPL" }])).toBeNull();
    expect(await dueAfter({ ...split, from: "2025-06-30" }, [broker])).toBeNull();
  });

  test("locks portfolios in the order of their ids", { timeout: 60_000 }, async () => {
    const { db } = database;
    const source = `source-${randomUUID()}`;
    // Stored the last one first, so that the table's own order is another.
    const ids = Array.from({ length: 4 }, () => randomUUID()).toSorted();
    for (const id of ids.toReversed()) {
      await storePortfolio(db, [{ symbol: "AAPL" }], { id, priceSource: source });
      await storeSnapshots(db, id, "2025-07-02", "2025-07-02");
    }
    const last = ids.at(-1) ?? "";
    let setting: Promise<void> = Promise.resolve();
    const lock = (tx: Transaction, id: string) =>
      tx.execute(sql`select from ${portfolios} where id = ${id} for update skip locked`);
    await db.transaction(async (tx) => {
      expect(await lock(tx, last)).toHaveLength(1);
      setting = db.transaction((other) => setRecompute(other, { source, runId }, [restated]));
      await vi.waitFor(async () => {
        const [waits] = await db.execute<{ held: boolean }>(sql`
          select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')
            as held`);
        expect(waits?.held).toBe(true);
      });
      expect(await Promise.all(ids.slice(0, -1).map(async (id) => (await lock(tx, id)).length))).toEqual([0, 0, 0]);
    });
    await setting;
    expect((await needOf(last))?.from).toBe("2025-07-02");
  });

  test("an ETF that the factors are fitted on concerns every portfolio of its source", async () => {
    expect(await dueAfter({ symbol: "SPY", isRegressor: true }, [{ symbol: "MSFT" }])).toBe("2025-07-02");
  });

  test("prices that came late concern whose analytics look back on them, and who held the symbol", async () => {
    const late = { from: "2024-06-03", to: "2025-07-04" };
    expect(await dueAfter(late, [{ symbol: "AAPL", entryDate: "2025-07-02" }])).toBe("2025-07-02");
    expect(await dueAfter(late, [{ symbol: "AAPL", entryDate: "2025-07-07" }])).toBe("2025-07-07");
    expect(await dueAfter({ ...late, to: "2024-06-28" }, [{ symbol: "AAPL" }])).toBe("2025-06-30");
    const before = { from: "2022-06-03", to: "2023-04-03" };
    expect(await dueAfter(before, [{ symbol: "AAPL" }])).toBeNull();
    expect(await dueAfter({ ...before, symbol: "SPY", isRegressor: true }, [{ symbol: "AAPL" }])).toBeNull();
    expect(await dueAfter(late, [{ symbol: "AAPL", entryDate: "2025-01-02", exitDate: "2025-06-20" }])).toBeNull();
  });

  test("is newer than a run that was asked for while it waited for its turn", async () => {
    const { db } = database;
    const source = `source-${randomUUID()}`;
    const id = await storePortfolio(db, [{ symbol: "AAPL" }], { priceSource: source });
    await storeSnapshots(db, id, "2025-06-30", "2025-07-15");
    await db.transaction(async (tx) => {
      await tx.execute(sql`select now()`);
      // Begun after the transaction in which prices change, and before they have: it may have read what there was.
      await storeRun(db, id);
      await setRecompute(tx, { source, runId: null }, [restated]);
    });
    const [order] = await db
      .select({ isNewer: sql<boolean>`${portfolios.recomputeSetAt} > ${runs.createdAt}` })
      .from(portfolios)
      .innerJoin(runs, eq(runs.portfolioId, portfolios.id))
      .where(eq(portfolios.id, id));
    expect(order?.isNewer).toBe(true);
  });

  test("says when and by which run", async () => {
    const id = await storePortfolio(database.db, [{ symbol: "KO" }], { priceSource: "said" });
    await storeSnapshots(database.db, id, "2025-06-30", "2025-07-15");
    const change = { ...restated, symbol: "KO" };
    await database.db.transaction((tx) => setRecompute(tx, { source: "said", runId }, [change, change]));
    expect(await needOf(id)).toEqual({ from: "2025-07-02", by: runId });
    const [{ setAt } = { setAt: null }] = await database.db
      .select({ setAt: portfolios.recomputeSetAt })
      .from(portfolios)
      .where(eq(portfolios.id, id));
    expect(setAt).toBeInstanceOf(Date);
  });
});

describe("clearRecompute", () => {
  interface Case {
    /** Sessions of the run. */
    readonly dates?: readonly [string, string];
    readonly need?: string;
    readonly setAt?: "before" | "after";
    readonly setByRun?: boolean;
    readonly ledger?: Partial<typeof runPhases.$inferInsert>;
    readonly newestSnapshot?: string;
    readonly firstSession?: string;
  }

  /** Whether a run that has computed phases 3 and 4 ends the need. */
  async function clears(change: Case): Promise<boolean> {
    const { dates = ["2025-07-02", "2025-07-15"], need = "2025-07-02", setAt = "before" } = change;
    const id = await storePortfolio(database.db, []);
    await storeSnapshots(database.db, id, "2025-06-30", change.newestSnapshot ?? dates[1]);
    const runId = await storeRun(database.db, id, { status: "running" });
    const ended = { startedAt: new Date(), weight: 1, unit: "dates", current: 1, counts: {}, warnings: [] };
    for (const [ordinal, phase] of ["phase_3", "phase_4"].entries()) {
      const state = { status: "completed" as const, ...(phase === "phase_4" ? change.ledger : {}) };
      await database.db.insert(runPhases).values({ ...ended, runId, phase, name: phase, ordinal, ...state });
    }
    const [run] = await database.db.select({ at: runs.createdAt }).from(runs).where(eq(runs.id, runId));
    const at = new Date((run?.at.getTime() ?? 0) + (setAt === "before" ? -1000 : 1000));
    const setBy = change.setByRun ? runId : randomUUID();
    const needed = { recomputeFrom: need, recomputeSetAt: at, recomputeSetBy: setBy };
    await database.db.update(portfolios).set(needed).where(eq(portfolios.id, id));
    const sessions = sessionsBetween(...dates);
    const scope = { runId, dates: sessions, finalDate: sessions.at(-1) } as unknown as RunScope;
    const account = { portfolioId: id, firstSession: change.firstSession ?? "2025-06-30" };
    await database.db.transaction((tx) => clearRecompute(tx, scope, account));
    return (await needOf(id))?.from === null;
  }

  test.each([
    ["began at or before it", {}, true],
    ["began after it", { dates: ["2025-07-03", "2025-07-15"] }, false],
    ["began at the session after a closed day", { need: "2025-07-04", dates: ["2025-07-07", "2025-07-15"] }, true],
    ["began with the account, which is younger", { need: "2025-06-02", firstSession: "2025-07-02" }, true],
    ["ended before the newest results", { newestSnapshot: "2025-07-18" }, false],
    ["was asked for before it was set again by another", { setAt: "after" }, false],
    ["set it itself", { setAt: "after", setByRun: true }, true],
    ["ended its market values with a warning", { ledger: { status: "warning" } }, true],
    ["failed in its market values", { ledger: { status: "failed" } }, false],
    ["carried its market values over", { ledger: { startedAt: null } }, false],
  ] as const satisfies readonly (readonly [string, Case, boolean])[])(
    "a run that %s",
    async (_what, change, cleared) => {
      expect(await clears(change)).toBe(cleared);
    },
  );

  test("leaves a portfolio alone that has nothing to recompute", async () => {
    const id = await storePortfolio(database.db, []);
    const runId = await storeRun(database.db, id);
    const scope = { runId, dates: ["2025-07-02"], finalDate: "2025-07-02" } as unknown as RunScope;
    await database.db.transaction((tx) => clearRecompute(tx, scope, { portfolioId: id, firstSession: null }));
    expect(await database.db.select({ one: sql`1` }).from(portfolios).where(eq(portfolios.id, id))).toHaveLength(1);
    expect(await needOf(id)).toEqual({ from: null, by: null });
  });
});
