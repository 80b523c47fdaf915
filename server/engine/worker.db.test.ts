import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RunEvent } from "#lib/run/events.ts";
import { initialRunState } from "#lib/run/state.ts";
import type { Database } from "#server/db/client.ts";
import { runLeases } from "#server/db/schema/run.ts";
import { latch } from "#tests/fixtures/latch.ts";
import { DATES, preparedRun, requestOf, type TestPhase, testRegistry } from "#tests/fixtures/run-parts.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { cancelRun } from "./cancel-run.ts";
import { systemClock } from "./clock.ts";
import { LeaseLost } from "./interruption.ts";
import { acquireLease } from "./lease.ts";
import { logger } from "./logger.ts";
import { inPlanOrder } from "./run-plan.ts";
import { openSinkCount } from "./run-scope.ts";
import { resendRunsOf, resendSilentRuns } from "./sweep.ts";
import { workRun } from "./work-run.ts";
import type { Worker } from "./worker.ts";

let engine: TestEngine;
const workers: Worker[] = [];

beforeAll(async () => {
  engine = await createTestEngine();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  expect(openSinkCount()).toBe(0);
});
afterAll(() => engine.close());

async function work(...parts: Parameters<TestEngine["startWorker"]>): Promise<Worker> {
  const worker = await engine.startWorker(...parts);
  workers.push(worker);
  return worker;
}

const expectFoldEqualsRow = (runId: string) => engine.foldedRun(runId);

const typesOf = (events: readonly RunEvent[]) => events.map(({ type }) => type);

describe("the stored row equals the fold of the stored events", () => {
  const failing: TestPhase<null> = { id: "phase_3", unit: () => Promise.reject(new Error("no snapshots")) };
  const fatal: TestPhase<null> = { ...failing, id: "phase_1", failure: "fails-run" };
  const chatty: TestPhase<null> = {
    id: "phase_1",
    unit: () => {
      for (let line = 0; line < 300; line++)
        logger("app.services.market_data").info({ code: "X" }, `line ${line % 250}`);
    },
  };
  const scope = preparedRun(null)(requestOf(initialRunState(queued()))).scope;

  test.each<[string, string, TestPhase<null>[], object]>([
    ["completed", "completed", [], {}],
    ["partial", "partial", [{ id: "phase_0", warnings: ["two failed"], counts: { failed: 2 } }], {}],
    ["partial with a failed phase", "partial", [failing], {}],
    ["failed", "failed", [fatal], {}],
    ["over past dates", "completed", [], { scope: { ...scope, isPresent: false } }],
    ["with nothing to do", "completed", [], { nothingToDo: "up to date" }],
    ["with more lines than the state holds", "completed", [chatty], {}],
  ])("[EVT7] of a run that is %s", async (_name, status, phases, change) => {
    const runId = await engine.startRun();
    const portfolio = (await engine.stateOf(runId)).portfolio;
    const runScope = { ...("scope" in change ? { ...scope, isPresent: false } : scope), runId, portfolio };
    await work(phases, { ...change, scope: runScope });
    await engine.whenRun(runId, hasEnded);
    expect((await expectFoldEqualsRow(runId)).state.status).toBe(status);
  });

  test("[EVT7] of a run that is cancelled while a phase works", async () => {
    const gate = latch();
    await work([{ id: "phase_4", unit: gate.pass }]);
    const runId = await engine.startRun();
    await gate.reached;
    expect(await cancelRun({ db: engine.database.db }, runId, "Ada")).toBe("cancelled");
    gate.open();
    await engine.whenRun(runId, hasEnded);
    const { state, events } = await expectFoldEqualsRow(runId);
    expect(state).toMatchObject({ status: "cancelled", cancelRequested: true });
    expect(typesOf(events).filter((type) => type === "run-complete")).toHaveLength(1);
  });

  test("[EVT7] of a queued run that is cancelled", async () => {
    const runId = await engine.startRun();
    await cancelRun({ db: engine.database.db }, runId, "Ada");
    expect((await expectFoldEqualsRow(runId)).state.status).toBe("cancelled");
  });
});

describe("runs change hands", () => {
  test("[RUN11] a stopping worker finishes its unit and hands the run to another, which goes on behind it", async () => {
    const gate = latch();
    const units: string[] = [];
    const phase: TestPhase<null> = {
      id: "phase_3",
      async unit({ resumed }, unit) {
        units.push(`${resumed ? "second" : "first"} ${unit}`);
        if (unit === 3) await gate.pass();
      },
    };
    const first = await work([phase]);
    const runId = await engine.startRun();
    await gate.reached;
    const stopped = first.stop();
    gate.open();
    await stopped;
    expect(first.held()).toEqual([]);
    expect((await engine.stateOf(runId)).status).toBe("running");
    await work([phase]);
    await engine.whenRun(runId, hasEnded);
    const { state, events } = await expectFoldEqualsRow(runId);
    expect(units).toEqual(["first 1", "first 2", "first 3", "second 4", "second 5"]);
    expect(state).toMatchObject({ status: "completed", resumes: 1 });
    expect(typesOf(events).filter((type) => type === "run-resume")).toHaveLength(1);
    expect(typesOf(events).filter((type) => type === "run-start")).toHaveLength(1);
    expect(state.phases[5]?.counts).toEqual({ sum: 15 });
  });

  test("[RUN5] a worker that was taken for dead writes nothing after the take-over", async () => {
    const { db } = engine.database;
    const gate = latch();
    let isFirst = true;
    const phase: TestPhase<null> = {
      id: "phase_3",
      async unit(_context, unit) {
        const waits = isFirst && unit === 3;
        if (waits) isFirst = false;
        if (waits) await gate.pass();
      },
    };
    const hung = await work([phase], {}, { workerId: "hung", concurrency: 1 });
    const runId = await engine.startRun();
    await gate.reached;
    await work([phase], {}, { workerId: "next" });
    await resendRunsOf(db, engine.queue, "hung");
    const ended = await engine.whenRun(runId, hasEnded);
    gate.open();
    await hung.stop();
    const { state, events } = await expectFoldEqualsRow(runId);
    expect(state).toEqual(ended);
    const starts = events.filter((event) => event.type === "phase-start" && event.phase === "phase_3");
    expect(starts).toHaveLength(1);
    expect(state.phases[5]).toMatchObject({ status: "completed", counts: { sum: 15 } });
  });

  test("[RUN7] a job whose lease is fresh does nothing; a silent run is in line again", async () => {
    const { db } = engine.database;
    const runId = await engine.startRun();
    await acquireLease(db, runId, "elsewhere");
    await work();
    const other = await engine.startRun();
    await engine.whenRun(other, hasEnded);
    expect((await engine.stateOf(runId)).status).toBe("queued");
    expect(await resendSilentRuns(db, engine.queue)).toEqual([]);
    await db.update(runLeases).set({ beatAt: sql`now() - interval '10 seconds'` }).where(eq(runLeases.runId, runId));
    await resendSilentRuns(db, engine.queue);
    await engine.whenRun(runId, hasEnded);
    expect((await expectFoldEqualsRow(runId)).state.status).toBe("completed");
  });

  test("[RUN7] a run whose taking failed halfway is in line again, though its worker holds another", async () => {
    const { db } = engine.database;
    const gate = latch();
    const held = await engine.startRun();
    const fault = { isDue: false };
    await work([waitingIn(held, gate.pass)], {}, { db: failingRead(db, fault) });
    await gate.reached;
    fault.isDue = true;
    const runId = await engine.startRun();
    await engine.whenRun(runId, hasEnded);
    gate.open();
    expect(fault.isDue).toBe(false);
    expect((await expectFoldEqualsRow(runId)).state).toMatchObject({ status: "completed", resumes: 0 });
  });

  test("[RUN7] a run its worker could not give back falls silent, though the worker holds another", async () => {
    const { db } = engine.database;
    const gate = latch();
    const held = await engine.startRun();
    await work([waitingIn(held, gate.pass)], {}, { workerId: "forgetful", concurrency: 1 });
    await gate.reached;
    const runId = await engine.startRun();
    // As it is after a commit and the giving back have both failed.
    const beatAt = sql`now() - interval '8 seconds'`;
    await db.insert(runLeases).values({ runId, workerId: "forgetful", epoch: 1, beatAt });
    await work();
    await engine.whenRun(runId, hasEnded);
    gate.open();
    expect((await expectFoldEqualsRow(runId)).state.status).toBe("completed");
  });

  test("[RUN7] a run whose worker is lost whenever it is prepared fails after three take-overs", async () => {
    const { db } = engine.database;
    const runId = await engine.startRun();
    const prepare = () => Promise.reject(new LeaseLost(runId, 0));
    const parts = { db, phases: inPlanOrder(testRegistry<null>()), prepare, recorded: async () => [], workerId: "one" };
    const turn = () => workRun({ ...parts, clock: systemClock }, runId, new AbortController());
    const outcomes = [await turn(), await turn(), await turn(), await turn(), await turn(), await turn()];
    expect(outcomes).toEqual(["lost", "lost", "lost", "lost", "ended", "not taken"]);
    const reason = "The run could not be prepared: the worker was lost 4 times";
    expect((await expectFoldEqualsRow(runId)).state).toMatchObject({ status: "failed", reason });
  });

  test("[RUN8] a phase that waits for the network learns of a request to cancel", async () => {
    const { promise: waiting, resolve: waits } = Promise.withResolvers<void>();
    const phase: TestPhase<null> = {
      id: "phase_1",
      unit: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("aborted")));
          waits();
        }),
    };
    await work([phase]);
    const runId = await engine.startRun();
    await waiting;
    await cancelRun({ db: engine.database.db }, runId, "Ada");
    expect((await engine.whenRun(runId, hasEnded)).status).toBe("cancelled");
    await expectFoldEqualsRow(runId);
  });
});

describe("many runs at once", () => {
  test("[RUN4] several portfolios run at the same time in one worker, each with its own log", async () => {
    const gate = latch();
    let inside = 0;
    const log = logger("app.calculations.test");
    const phase: TestPhase<null> = {
      id: "phase_3",
      async unit({ scope }, unit) {
        log.info({ subject: { date: DATES[unit - 1]! } }, `unit ${unit} of ${scope.runId}`);
        if (unit > 1) return;
        inside += 1;
        if (inside === 4) gate.open();
        await gate.pass();
      },
    };
    const worker = await work([phase]);
    const runIds = await Promise.all(Array.from({ length: 4 }, () => engine.startRun()));
    await gate.reached;
    const states = await Promise.all(runIds.map((runId) => engine.whenRun(runId, hasEnded)));
    for (const [index, state] of states.entries()) {
      expect(state.status).toBe("completed");
      const { events } = await expectFoldEqualsRow(runIds[index]!);
      const lines = events.flatMap((event) => (event.type === "log" && event.subject ? [event.message] : []));
      expect(lines).toEqual(DATES.map((_, date) => `unit ${date + 1} of ${runIds[index]}`));
    }
    await expect.poll(() => worker.held()).toEqual([]);
  });

  test("[RUN12] a run of a portfolio that cannot be prepared fails alone", async () => {
    const bad = await engine.startRun();
    await work(
      [],
      {},
      {
        prepare: async (request) => {
          if (request.runId === bad) throw new Error("the source is unreachable");
          return preparedRun(null)(request, "Test portfolio");
        },
      },
    );
    const good = await engine.startRun();
    expect(await engine.whenRun(bad, hasEnded)).toMatchObject({
      status: "failed",
      reason: "the source is unreachable",
    });
    expect((await engine.whenRun(good, hasEnded)).status).toBe("completed");
    await expectFoldEqualsRow(bad);
  });
});

const waitingIn = (runId: string, pass: () => Promise<void>): TestPhase<null> => ({
  id: "phase_1",
  unit: ({ scope }) => (scope.runId === runId ? pass() : undefined),
});

/** The database, of which one reading transaction fails when it is due. */
function failingRead(db: Database, fault: { isDue: boolean }): Database {
  const transaction: Database["transaction"] = async (work, config) => {
    const fails = fault.isDue && config?.accessMode === "read only";
    if (fails) fault.isDue = false;
    if (fails) throw new Error("a read failed");
    return db.transaction(work, config);
  };
  return new Proxy(db, { get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)) });
}

function queued() {
  return { runId: "", kind: "onboarding" as const, portfolio: null, createdAt: "2025-03-14T20:59:59.000Z" };
}
