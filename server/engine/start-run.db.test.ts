import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import { storePortfolio } from "#tests/fixtures/stored-portfolio.ts";
import { createTestEngine, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { CancelRefused, cancelRun } from "./cancel-run.ts";
import { startRun } from "./start-run.ts";

let engine: TestEngine;

beforeAll(async () => {
  engine = await createTestEngine();
});
afterAll(() => engine.close());

const onboarding = (portfolioId: string) => ({ portfolioId, requestedBy: null, kind: "onboarding" }) as const;

async function jobsOf(runId: string): Promise<string[]> {
  const rows = await engine.database.sql<{ state: string }[]>`select state from pgboss.job where id = ${runId}`;
  return rows.map(({ state }) => state);
}

describe("starting a run", () => {
  test("[RUN1] row, nine pending phases and job are there when the request is answered, under one id", async () => {
    const portfolioId = await storePortfolio(engine.database.db, []);
    const { runId, already } = await startRun(engine.database.db, engine.queue, {
      ...onboarding(portfolioId),
      from: "2025-03-10",
      to: "2025-03-14",
      force: true,
    });
    expect(already).toBe(false);
    const [row] = await engine.database.db.select().from(runs).where(eq(runs.id, runId));
    expect(row).toMatchObject({
      status: "queued",
      portfolioId,
      fromDate: "2025-03-10",
      toDate: "2025-03-14",
      force: true,
    });
    const state = await engine.stateOf(runId);
    expect(state.phases.map(({ id, status }) => `${id} ${status}`)).toEqual(PLAN.map(({ id }) => `${id} pending`));
    expect(state.portfolio?.name).toBe("Test portfolio");
    expect(await jobsOf(runId)).toEqual(["created"]);
  });

  test("[RUN1] nothing is there when its transaction fails", async () => {
    const { db, sql } = engine.database;
    const portfolioId = await storePortfolio(db, []);
    const queue = { ...engine.queue, send: () => Promise.reject(new Error("queue")) };
    await expect(startRun(db, queue, onboarding(portfolioId))).rejects.toThrow("queue");
    expect(await sql`select 1 from runs where portfolio_id = ${portfolioId}`).toHaveLength(0);
  });

  test("[RUN3] starting again answers with the active run and says so, also when asked at once", async () => {
    const { db } = engine.database;
    const portfolioId = await storePortfolio(db, []);
    const started = await Promise.all(
      Array.from({ length: 8 }, () => startRun(db, engine.queue, onboarding(portfolioId))),
    );
    expect(new Set(started.map(({ runId }) => runId)).size).toBe(1);
    expect(started.filter(({ already }) => !already)).toHaveLength(1);
    const [stored] = await db.select().from(runPhases).where(eq(runPhases.runId, started[0]!.runId));
    expect(stored).toBeDefined();
  });

  test("[RUN3] a portfolio whose run has ended can start another; runs without portfolio are not limited", async () => {
    const { db } = engine.database;
    const portfolioId = await storePortfolio(db, []);
    const first = await startRun(db, engine.queue, onboarding(portfolioId));
    await cancelRun({ db }, first.runId, "Ada");
    const second = await startRun(db, engine.queue, onboarding(portfolioId));
    expect(second).toMatchObject({ already: false });
    expect(second.runId).not.toBe(first.runId);
    const nightly = { portfolioId: null, requestedBy: null, kind: "nightly" } as const;
    const [one, two] = [await startRun(db, engine.queue, nightly), await startRun(db, engine.queue, nightly)];
    expect(one.runId).not.toBe(two.runId);
  });
});

describe("cancelling a run", () => {
  test("[RUN8] a queued run has ended when the request is answered, and ends once", async () => {
    const { db } = engine.database;
    const runId = await engine.startRun();
    const committed: number[] = [];
    const onCommitted = (_runId: string, seq: number) => void committed.push(seq);
    expect(await cancelRun({ db, onCommitted }, runId, "Ada")).toBe("cancelled");
    const state = await engine.stateOf(runId);
    expect(state).toMatchObject({ status: "cancelled", cancelRequested: true });
    expect(state.phases.every(({ status, reason }) => status === "skipped" && reason === "cancelled")).toBe(true);
    expect(committed).toEqual([state.seq]);
    const [row] = await db.select().from(runs).where(eq(runs.id, runId));
    expect(row?.cancelRequestedBy).toBe("Ada");
  });

  test("[RUN8] a run that has ended, or does not exist, is refused with its code", async () => {
    const { db } = engine.database;
    const runId = await engine.startRun();
    await cancelRun({ db }, runId, "Ada");
    const again = cancelRun({ db }, runId, "Ada");
    await expect(again).rejects.toBeInstanceOf(CancelRefused);
    await expect(again).rejects.toMatchObject({ code: "ERR_RUN_003" });
    const missing = cancelRun({ db }, "6f9619ff-8b86-4011-b42d-00c04fc964ff", "Ada");
    await expect(missing).rejects.toMatchObject({ code: "ERR_RUN_002" });
  });
});
