import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import type { RunState } from "#lib/run/state.ts";
import { latch } from "#tests/fixtures/latch.ts";
import type { TestPhase } from "#tests/fixtures/run-parts.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { CancelRefused, cancelRun } from "./cancel-run.ts";
import { expireLeasesOf } from "./lease.ts";
import type { Worker } from "./worker.ts";

let engine: TestEngine;
const workers: Worker[] = [];

beforeAll(async () => {
  engine = await createTestEngine();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});
afterAll(() => engine.close());

async function work(...parts: Parameters<TestEngine["startWorker"]>): Promise<void> {
  workers.push(await engine.startWorker(...parts));
}

/** Whether the request came first. */
async function cancelled(runId: string): Promise<boolean> {
  try {
    await cancelRun({ db: engine.database.db }, runId, "Ada");
    return true;
  } catch (error) {
    if (error instanceof CancelRefused && error.code === "ERR_RUN_003") return false;
    throw error;
  }
}

async function expectFirstCommitToCount(runId: string, request: boolean, otherwise: RunState["status"]): Promise<void> {
  await engine.whenRun(runId, hasEnded);
  const { state, events } = await engine.foldedRun(runId);
  expect([runId, state.status]).toEqual([runId, request ? "cancelled" : otherwise]);
  expect(events.filter(({ type }) => type === "run-complete")).toHaveLength(1);
  expect(events.filter(({ type }) => type === "run-cancel")).toHaveLength(request ? 1 : 0);
  expect(events.at(-1)?.type).toBe("run-complete");
}

const ROUNDS = 40;
const shortPhases: TestPhase<null>[] = PLAN.map(({ id }) => ({ id, total: 1 }));
const noData: TestPhase<null> = {
  id: "phase_1",
  failure: "fails-run",
  unit: () => Promise.reject(new Error("No data")),
};

test.each<[string, RunState["status"], TestPhase<null>[]]>([
  ["completion", "completed", shortPhases],
  ["failure", "failed", [noData]],
])(
  "[RUN8] a request to cancel against the run's %s: whichever is committed first counts",
  async (_end, otherwise, phases) => {
    const requests = new Map<string, PromiseWithResolvers<boolean>>();
    const askedAfter = new Map<string, number>();
    const onCommitted = (runId: string, seq: number) => {
      if (seq < (askedAfter.get(runId) ?? Number.POSITIVE_INFINITY)) return;
      askedAfter.delete(runId);
      requests.get(runId)?.resolve(cancelled(runId));
    };
    await work(phases, {}, { onCommitted });
    const undisturbed = await engine.startRun();
    await engine.whenRun(undisturbed, hasEnded);
    const { events } = await engine.foldedRun(undisturbed);
    const commits = events.map(({ seq }) => seq);
    const last = commits.length;
    for (let round = 0; round < ROUNDS; round++) {
      const runId = await engine.startRun();
      const request = Promise.withResolvers<boolean>();
      requests.set(runId, request);
      // Half of them at every distance from the end, half right before it.
      const early = Math.max(1, Math.floor((round * last) / ROUNDS));
      askedAfter.set(runId, round % 2 ? early : last - 3);
    }
    const outcomes = new Set<boolean>();
    for (const [runId, { promise }] of requests) {
      const request = await promise;
      outcomes.add(request);
      await expectFirstCommitToCount(runId, request, otherwise);
    }
    expect(outcomes.has(true)).toBe(true);
  },
);

test("[RUN8] a run whose worker has died ends with the request, not with a take-over", async () => {
  const gate = latch();
  await work([{ id: "phase_3", unit: gate.pass }], {}, { workerId: "dying" });
  const runId = await engine.startRun();
  await gate.reached;
  await expireLeasesOf(engine.database.db, "dying");
  expect(await cancelRun({ db: engine.database.db }, runId, "Ada")).toBe("cancelled");
  const { state } = await engine.foldedRun(runId);
  expect(state).toMatchObject({ status: "cancelled", resumes: 0 });
  gate.open();
});

test("[RUN8] a run waiting for a price server that answers nobody's signal is cancelled", async () => {
  const { promise: waits, resolve: waiting } = Promise.withResolvers<void>();
  const deaf: TestPhase<null> = {
    id: "phase_1",
    unit() {
      waiting();
      return new Promise(() => undefined);
    },
  };
  await work([deaf]);
  const runId = await engine.startRun();
  await waits;
  expect(await cancelRun({ db: engine.database.db }, runId, "Ada")).toBe("cancelled");
  await engine.whenRun(runId, hasEnded);
  expect((await engine.foldedRun(runId)).state.status).toBe("cancelled");
});

test("[RUN8] a run that is being prepared is cancelled before it begins", async () => {
  const { promise: waits, resolve: waiting } = Promise.withResolvers<void>();
  const prepare = () => {
    waiting();
    return new Promise<never>(() => undefined);
  };
  await work([], {}, { prepare });
  const runId = await engine.startRun();
  await waits;
  await cancelRun({ db: engine.database.db }, runId, "Ada");
  await engine.whenRun(runId, hasEnded);
  expect((await engine.foldedRun(runId)).state).toMatchObject({ status: "cancelled", startedAt: null });
});
