import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runLeases, runPhases, runs } from "#server/db/schema/run.ts";
import type { RunScope } from "#server/engine/phase.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { clearRecompute } from "#server/phases/recompute.ts";
import { createInputEdits, type InputEdits, RESULTS } from "#tests/fixtures/input-edits.ts";
import { storeRun } from "#tests/fixtures/stored-portfolio.ts";

const FLOW = { date: "2025-07-02", amount: 1000 };

let edits: InputEdits;
beforeAll(async () => {
  edits = await createInputEdits();
});
afterAll(() => edits.api.close());

const addFlow = (id: string, flow = FLOW) => edits.send(id, "POST", "/flows", flow);

/** A run at work that has computed the ledger of all sessions. */
async function storeComputing(portfolioId: string): Promise<string> {
  const { db } = edits.api.database;
  const runId = await storeRun(db, portfolioId, { status: "running", kind: "manual" });
  await db.insert(runLeases).values({ runId, epoch: 1, workerId: "test", beatAt: new Date() });
  const state = { startedAt: new Date(), weight: 1, unit: "dates", current: 1, counts: {}, warnings: [] };
  for (const [ordinal, phase] of ["phase_3", "phase_4"].entries()) {
    await db.insert(runPhases).values({ ...state, runId, phase, name: phase, ordinal, status: "completed" });
  }
  return runId;
}

async function finish(portfolioId: string, runId: string): Promise<void> {
  const dates = sessionsBetween(...RESULTS);
  const scope = { runId, dates, finalDate: dates.at(-1) } as unknown as RunScope;
  const account = { portfolioId, firstSession: RESULTS[0] };
  await edits.api.database.db.transaction((tx) => clearRecompute(tx, scope, account));
  await edits.api.database.db.update(runs).set({ status: "completed", endedAt: new Date() }).where(eq(runs.id, runId));
}

describe("an edit while a run is at work", () => {
  it("is not done away with by that run, but by the next", async () => {
    const id = await edits.store();
    const runId = await storeComputing(id);
    expect((await addFlow(id)).status).toBe(201);
    await finish(id, runId);
    expect(await edits.need(id)).toEqual({ from: "2025-07-02", edits: 1, isMarked: true });
    await finish(id, await storeComputing(id));
    expect(await edits.need(id)).toEqual({ from: null, edits: 0, isMarked: false });
  });

  it("counts before there are any results, and after the newest: the run may just be storing them", async () => {
    for (const [hasResults, date] of [
      [false, "2025-07-02"],
      [true, "2025-07-21"],
    ] as const) {
      const id = await edits.store(undefined, { hasResults });
      await storeComputing(id);
      await addFlow(id, { ...FLOW, date });
      expect(await edits.need(id)).toMatchObject({ from: date, edits: 1 });
    }
  });

  it("that waited for its turn is newer than a run that was asked for meanwhile", async () => {
    const { db } = edits.api.database;
    const id = await edits.store();
    const before = await storeComputing(id);
    let edit: ReturnType<typeof addFlow> | null = null;
    let meanwhile = "";
    await db.transaction(async (tx) => {
      await tx.select().from(runLeases).where(eq(runLeases.runId, before)).for("update");
      edit = addFlow(id);
      await vi.waitFor(async () => {
        const [waiting] = await db.execute<{ count: number }>(sql`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`);
        expect(waiting?.count).toBe(1);
      });
      // On connections of their own: the edit's transaction is older than this run, which begins without it.
      await finish(id, before);
      meanwhile = await storeComputing(id);
    });
    expect((await edit!).status).toBe(201);
    await finish(id, meanwhile);
    expect(await edits.need(id)).toMatchObject({ from: "2025-07-02", edits: 1 });
  });
});
