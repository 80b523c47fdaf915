import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import { latch } from "#tests/fixtures/latch.ts";
import type { TestPhase } from "#tests/fixtures/run-parts.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { cancelRun } from "./cancel-run.ts";
import { RetryRefused, retryRun } from "./retry-run.ts";
import type { Worker } from "./worker.ts";

let engine: TestEngine;
let worker: Worker | null = null;

beforeAll(async () => {
  engine = await createTestEngine();
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => engine.close());

const retry = (runId: string) => retryRun(engine.database.db, engine.queue, runId, null);
const failing: TestPhase<null> = { id: "phase_3", unit: () => Promise.reject(new Error("no snapshots")) };

/** Works on a run until it has ended, with phases of which some may fail. */
async function ended(runId: string, phases: TestPhase<null>[]) {
  worker = await engine.startWorker(phases);
  const state = await engine.whenRun(runId, hasEnded);
  await worker.stop();
  worker = null;
  return state;
}

const statuses = (state: { phases: readonly { id: string; status: string }[] }) =>
  state.phases.map(({ id, status }) => `${id} ${status}`);

const resultsOf = (runId: string) =>
  engine.database.db
    .select({ phase: runPhases.phase, result: runPhases.result })
    .from(runPhases)
    .where(eq(runPhases.runId, runId))
    .orderBy(asc(runPhases.ordinal));

describe("a retry", () => {
  test("[RUN9] is a new run: completed phases carried over with their results, started at the one that failed", async () => {
    const runId = await engine.startRun();
    const first = await ended(runId, [failing, { id: "phase_0", warnings: ["two failed"] }]);
    expect(first.status).toBe("partial");

    const started = await retry(runId);
    expect(started).toMatchObject({ already: false });
    expect((await engine.stateOf(started.runId)).phases.every(({ status }) => status === "pending")).toBe(true);
    const worked: string[] = [];
    const noted = first.phases.map(({ id }) => ({ id, unit: () => void worked.push(id) }) as TestPhase<null>);
    await ended(started.runId, noted);

    const { state, events } = await engine.foldedRun(started.runId);
    expect([...new Set(worked)]).toEqual(["phase_3", "phase_4", "phase_5", "phase_6"]);
    expect(state).toMatchObject({ kind: "retry", status: "partial" });
    for (const index of [0, 1, 2, 3, 4]) {
      const {
        reason: _reason,
        startedAt: _startedAt,
        endedAt: _endedAt,
        ...was
      } = required(first.phases[index], "phase");
      expect(state.phases[index]).toMatchObject({ ...was, reason: `carried over from run ${runId.slice(0, 8)}` });
    }
    expect(state.phases.slice(5).every(({ status, reason }) => status === "completed" && reason === null)).toBe(true);
    expect(events.filter(({ type }) => type === "run-start")).toHaveLength(1);
    expect((await resultsOf(started.runId)).slice(0, 5)).toEqual((await resultsOf(runId)).slice(0, 5));
    expect((await resultsOf(started.runId)).every(({ result }) => result !== null)).toBe(true);
    const [row] = await engine.database.db.select().from(runs).where(eq(runs.id, started.runId));
    expect(row).toMatchObject({ retryOf: runId, status: "partial" });
    await expect(retry(started.runId)).rejects.toMatchObject({ code: "ERR_RUN_005" });
  });

  test("[RUN9] of a cancelled run starts at the phase it was cancelled in, over the same range", async () => {
    const gate = latch();
    worker = await engine.startWorker([{ id: "phase_4", unit: gate.pass }]);
    const runId = await engine.startRun();
    await engine.database.db
      .update(runs)
      .set({ fromDate: "2025-03-10", toDate: "2025-03-14", force: true })
      .where(eq(runs.id, runId));
    await gate.reached;
    await cancelRun({ db: engine.database.db }, runId, "Ada");
    gate.open();
    await engine.whenRun(runId, hasEnded);
    const { runId: again } = await retry(runId);
    await engine.whenRun(again, hasEnded);
    const { state, events } = await engine.foldedRun(again);
    const begun = events.flatMap((event) => (event.type === "phase-start" ? [event.phase] : []));
    expect(begun).toEqual(["phase_4", "phase_5", "phase_6"]);
    expect(state.status).toBe("completed");
    const [row] = await engine.database.db.select().from(runs).where(eq(runs.id, again));
    expect(row).toMatchObject({ fromDate: "2025-03-10", toDate: "2025-03-14", force: true });
  });

  test("[RUN9] of a retry carries over what that one carried over, also when it never began", async () => {
    const runId = await engine.startRun();
    await ended(runId, [failing]);
    const { runId: second } = await retry(runId);
    await cancelRun({ db: engine.database.db }, second, "Ada");
    const { runId: third } = await retry(second);
    expect(statuses(await ended(third, [{ ...failing, id: "phase_6" }]))).toContain("phase_6 failed");
    const { runId: fourth } = await retry(third);
    await ended(fourth, []);
    const { state, events } = await engine.foldedRun(fourth);
    expect(events.flatMap((event) => (event.type === "phase-start" ? [event.phase] : []))).toEqual(["phase_6"]);
    const from = (id: string) => `carried over from run ${id.slice(0, 8)}`;
    expect(state.phases.map(({ reason }) => reason)).toEqual([
      ...Array(5).fill(from(runId)),
      ...Array(3).fill(from(third)),
      null,
    ]);
  });

  test("[RUN9] carries nothing over where the inputs have changed since, unless the run itself found that", async () => {
    const { db } = engine.database;
    const phasesAfter = async (recomputeSetBy: "itself" | null) => {
      const runId = await engine.startRun();
      await ended(runId, [failing]);
      const [row] = await db.select().from(runs).where(eq(runs.id, runId));
      const changed = { recomputeSetAt: sql`now()`, recomputeSetBy: recomputeSetBy && runId };
      await db
        .update(portfolios)
        .set(changed)
        .where(eq(portfolios.id, required(row?.portfolioId, "portfolio")));
      const { runId: again } = await retry(runId);
      await ended(again, []);
      const { events } = await engine.foldedRun(again);
      return events.flatMap((event) => (event.type === "phase-start" ? [event.phase] : []));
    };
    expect(await phasesAfter(null)).toHaveLength(9);
    expect(await phasesAfter("itself")).toEqual(["phase_3", "phase_4", "phase_5", "phase_6"]);
  });

  test("[RUN9] of a run that could not be prepared does everything", async () => {
    const runId = await engine.startRun();
    worker = await engine.startWorker([], {}, { prepare: () => Promise.reject(new Error("no prices folder")) });
    expect((await engine.whenRun(runId, hasEnded)).status).toBe("failed");
    await worker.stop();
    const { runId: again } = await retry(runId);
    expect(await ended(again, [])).toMatchObject({ status: "completed", kind: "retry" });
    expect((await engine.foldedRun(again)).events.filter(({ type }) => type === "phase-start")).toHaveLength(9);
  });
});

describe("a retry is refused", () => {
  test("[RUN9] by a completed run with nothing to retry, and by one that does not exist", async () => {
    const runId = await engine.startRun();
    await ended(runId, []);
    await expect(retry(runId)).rejects.toBeInstanceOf(RetryRefused);
    await expect(retry(runId)).rejects.toMatchObject({ code: "ERR_RUN_005" });
    await expect(retry("6f9619ff-8b86-4011-b42d-00c04fc964ff")).rejects.toMatchObject({ code: "ERR_RUN_002" });
  });

  test("[RUN3] while a run is active the answer is that one: the run itself, another, or the retry made at once", async () => {
    const active = await engine.startRun();
    expect(await retry(active)).toEqual({ runId: active, already: true });
    await ended(active, [failing]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => retry(active)));
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    expect(answers.filter(({ already }) => !already)).toHaveLength(1);
    const rows = await engine.database.db
      .select()
      .from(runs)
      .where(and(eq(runs.retryOf, active), eq(runs.status, "queued")));
    expect(rows).toHaveLength(1);
  });
});
