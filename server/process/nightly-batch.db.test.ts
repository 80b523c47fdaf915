import { asc, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { nightlyBatches } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { openQueue, type RunQueue } from "#server/engine/queue.ts";
import { startRun } from "#server/engine/start-run.ts";
import { startWorker, type Worker } from "#server/engine/worker.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createPrepare } from "#server/phases/prepare-run.ts";
import { registry } from "#server/phases/registry.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { nightlyBatch } from "./nightly-batch.ts";

/** Friday after the close, and what follows. */
const FRIDAY = new Date("2025-07-18T22:00:00Z");
const SUNDAY = new Date("2025-07-20T22:00:00Z");
const NEXT_WEDNESDAY = new Date("2025-07-23T22:00:00Z");
const POSITIONS = [
  { symbol: "AAPL", entryDate: "2025-07-01" },
  { symbol: "SPY", investmentSubtype: "ETF", entryDate: "2025-07-01" },
];

describe("the nightly batch", { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let queue: RunQueue;
  let worker: Worker;
  let today: Date;
  const opened: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    today = FRIDAY;
    database = await createTestDatabase();
    const { db, connection } = database;
    const now = () => today;
    queue = await openQueue({ connection, onError: (error) => expect.unreachable(error.message) });
    const prepare = createPrepare({ db, sources: new Map([["sample", createSampleMarket({ clock: now })]]), now });
    worker = await startWorker({
      ...{ db, queue, phases: registry, workerId: "worker" },
      prepare: ({ runId }) => prepare(runId),
    });
    const parts = [worker.stop, queue.close, database.drop];
    opened.push(async () => {
      for (const close of parts) await close();
    });
  });
  afterAll(() => Promise.all(opened.map((close) => close())));

  const start = (within: Parameters<typeof startRun>[0], request: Parameters<typeof startRun>[2]) =>
    startRun(within, queue, request);
  const night = (signal = new AbortController().signal) =>
    nightlyBatch({ db: database.db, start, now: () => today, signal, lookEveryMs: 20 });
  const states = async () => {
    const rows = await database.db.select({ id: runs.id }).from(runs).orderBy(asc(runs.createdAt));
    return Promise.all(rows.map(async ({ id }) => (await readRunState(database.db, id))!));
  };
  async function allEnded() {
    await expect
      .poll(async () => (await states()).every(({ endedAt }) => endedAt !== null), { timeout: 100_000 })
      .toBe(true);
    return states();
  }

  test("is one run over the union of symbols, then one of each portfolio", async () => {
    for (const accountName of ["One", "Two"]) {
      await storePortfolio(database.db, POSITIONS, { priceSource: "sample", accountName });
    }
    const outcome = await night();
    expect(outcome).toMatchObject({ session: "2025-07-18", done: "now", portfolioRuns: 2 });
    const [symbolRun, ...portfolioRuns] = await allEnded();
    expect(symbolRun).toMatchObject({ kind: "nightly", portfolio: null, status: "completed" });
    expect(symbolRun?.phases.map(({ id, status }) => [id, status])).toEqual([
      ["phase_1", "completed"],
      ["phase_1_5", "completed"],
      ["phase_1_75", "completed"],
      ["phase_0", "completed"],
      ["phase_2", "completed"],
      ["phase_3", "skipped"],
      ["phase_4", "skipped"],
      ["phase_5", "skipped"],
      ["phase_6", "skipped"],
    ]);
    expect(symbolRun?.inputs).toMatchObject({ dates: { to: "2025-07-18" }, symbols: 2, simulated: true });
    expect(portfolioRuns.map(({ status, kind }) => [kind, status])).toEqual([
      ["nightly", "completed"],
      ["nightly", "completed"],
    ]);
  });

  test("comes once a session: told again, or on a closed day, it does nothing", async () => {
    await storePortfolio(database.db, POSITIONS, { priceSource: "sample" });
    await Promise.all([night(), night()]);
    await allEnded();
    today = SUNDAY;
    expect(await night()).toEqual({ session: "2025-07-18", done: "before" });
    expect(await states()).toHaveLength(2);
  });

  test("catches up after days without it, each portfolio from its own watermark", async () => {
    await storePortfolio(database.db, POSITIONS, { priceSource: "sample" });
    await night();
    await allEnded();
    today = NEXT_WEDNESDAY;
    await night();
    const [, , symbolRun, portfolioRun] = await allEnded();
    const missed = { from: "2025-07-21", to: "2025-07-23", count: 3 };
    expect([symbolRun?.inputs?.dates, portfolioRun?.inputs?.dates]).toEqual([missed, missed]);
    // What the symbol run has collected the portfolio's own finds stored.
    const countsOf = (phase: string) => portfolioRun?.phases.find(({ id }) => id === phase)?.counts;
    expect(countsOf("phase_1")).toMatchObject({ fetched: 0, stored: 9 });
    expect(countsOf("phase_1_5")).toMatchObject({ reusedRows: 6 });
    expect(countsOf("phase_0")).toMatchObject({ fetched: 0, fresh: 2 });
  });

  test("leaves alone what does not go on: a range that has ended, prices that were uploaded", async () => {
    const ended = { priceSource: "sample", toDate: "2025-07-13" };
    await storePortfolio(database.db, POSITIONS, ended);
    await night();
    await allEnded();
    await storePortfolio(database.db, POSITIONS, { priceSource: "upload:00000000-0000-4000-8000-000000000000" });
    today = NEXT_WEDNESDAY;
    expect(await night()).toMatchObject({ portfolioRuns: 0 });
    const [, first, symbolRun] = await allEnded();
    expect(first?.inputs?.dates).toMatchObject({ to: "2025-07-11" });
    expect(symbolRun?.inputs?.dates, "nobody waits for older sessions").toEqual({
      ...{ from: "2025-07-23", to: "2025-07-23", count: 1 },
    });
  });

  test("starts from where a portfolio has to be computed anew", async () => {
    const portfolioId = await storePortfolio(database.db, POSITIONS, { priceSource: "sample" });
    await night();
    await allEnded();
    await database.db.update(portfolios).set({ recomputeFrom: "2025-07-10" }).where(eq(portfolios.id, portfolioId));
    today = NEXT_WEDNESDAY;
    await night();
    const portfolioRun = (await allEnded()).at(-1);
    expect(portfolioRun?.inputs?.dates).toMatchObject({ from: "2025-07-10", to: "2025-07-23" });
  });

  test("a portfolio that is deleted before its turn is passed over", async () => {
    const { db } = database;
    for (const accountName of ["One", "Two"])
      await storePortfolio(db, POSITIONS, { priceSource: "sample", accountName });
    const outcome = await nightlyBatch({
      ...{ db, now: () => today, signal: new AbortController().signal, lookEveryMs: 20 },
      async start(within, request) {
        // The symbol run has no portfolio; the first of a portfolio comes too late.
        const [first] = await db.select({ id: portfolios.id }).from(portfolios).orderBy(asc(portfolios.id));
        const isFirst = first?.id === request.portfolioId && (await db.$count(portfolios)) === 2;
        if (isFirst && first) await db.delete(portfolios).where(eq(portfolios.id, first.id));
        return start(within, request);
      },
    });
    expect(outcome).toMatchObject({ done: "now", portfolioRuns: 1 });
    await allEnded();
    const [batch] = await db.select().from(nightlyBatches);
    expect(batch?.endedAt).not.toBeNull();
  });

  test("computes uploaded prices anew once, where others have taken their place", async () => {
    const priceSource = "upload:00000000-0000-4000-8000-000000000000";
    await storePortfolio(database.db, POSITIONS, { priceSource, recomputeSetAt: new Date(Date.now() - 1_000) });
    expect(await night()).toMatchObject({ portfolioRuns: 1 });
    await allEnded();
    today = NEXT_WEDNESDAY;
    expect(await night(), "it has been tried").toMatchObject({ portfolioRuns: 0 });
    await allEnded();
  });

  test("goes on where it was broken off", async () => {
    await storePortfolio(database.db, POSITIONS, { priceSource: "sample" });
    const broken = new AbortController();
    broken.abort(new Error("the worker stops"));
    await expect(night(broken.signal)).rejects.toThrow("the worker stops");
    const [batch] = await database.db.select().from(nightlyBatches);
    expect(batch).toMatchObject({ session: "2025-07-18", endedAt: null });
    expect(await night()).toMatchObject({ symbolRunId: batch?.symbolRunId, portfolioRuns: 1 });
    await allEnded();
    expect(await night()).toMatchObject({ done: "before" });
    expect(await states()).toHaveLength(2);
  });

  test("without portfolios is a run with nothing to do", async () => {
    expect(await night()).toMatchObject({ done: "now", portfolioRuns: 0 });
    const [symbolRun] = await allEnded();
    expect(symbolRun).toMatchObject({ status: "completed", reason: "no symbols to collect" });
  });
});
