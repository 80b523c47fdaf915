import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type OwnServer, startOwnServer } from "#tests/fixtures/own-server.ts";
import { preparedRun, type TestPhase } from "#tests/fixtures/run-parts.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { committedUnits, createUnitTable, recordedPhases } from "#tests/fixtures/unit-table.ts";
import type { Worker } from "./worker.ts";

let server: OwnServer;
let engine: TestEngine;
let worker: Worker | null = null;

beforeAll(async () => {
  server = await startOwnServer();
  engine = await createTestEngine(server.database);
  await createUnitTable(server.database.db);
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => engine.close());

/** An outage that strikes where it is called: the server is gone while `read` reads, and comes back after that. */
function outage(read: () => Promise<unknown>) {
  const { promise: over, resolve } = Promise.withResolvers<Promise<void>>();
  const strike = async () => {
    await server.stop();
    await read().finally(() => resolve(server.start()));
  };
  return { strike, over };
}

const readSomething = () => server.database.db.execute(sql`select 1`);

/** All nine phases; phase_3 meets an outage before its third unit, once. */
function phasesWith(meet: () => Promise<unknown>): TestPhase<null>[] {
  let met = false;
  const phases = recordedPhases("worker", async () => undefined);
  return phases.map((phase) => ({
    ...phase,
    async unit(...args: Parameters<NonNullable<typeof phase.unit>>) {
      const [, unit] = args;
      const isNow = phase.id === "phase_3" && unit === 3 && !met;
      met ||= isNow;
      if (isNow) await meet();
    },
  }));
}

async function expectUndisturbed(runId: string): Promise<void> {
  await engine.whenRun(runId, hasEnded);
  const { state, events } = await engine.foldedRun(runId);
  expect(state).toMatchObject({ status: "completed", resumes: 0 });
  expect(state.phases.every(({ status }) => status === "completed")).toBe(true);
  expect(events.filter(({ type }) => type === "phase-start")).toHaveLength(9);
  const units = await committedUnits(server.database.db, runId);
  expect(new Set(units).size).toBe(units.length);
  expect(units).toHaveLength(6 * 2 + 3 * 5);
  expect(state.phases[5]?.counts).toEqual({ sum: 15 });
}

test("[RUN10] a database restarted under a phase's read: the phase goes on behind its last unit", async () => {
  const { strike, over } = outage(readSomething);
  worker = await engine.startWorker(phasesWith(strike));
  const runId = await engine.startRun();
  await over;
  await expectUndisturbed(runId);
  const { events } = await engine.foldedRun(runId);
  expect(events.filter((event) => event.type === "log" && event.code === "DATABASE_AWAY")).toHaveLength(1);
});

test("[RUN10] a database restarted under a commit: the commit waits", async () => {
  const { strike, over } = outage(async () => undefined);
  worker = await engine.startWorker(phasesWith(strike));
  const runId = await engine.startRun();
  await over;
  await expectUndisturbed(runId);
});

test("[RUN10] a database restarted while a run is prepared: it is prepared again", async () => {
  let attempts = 0;
  const { strike, over } = outage(readSomething);
  worker = await engine.startWorker(
    recordedPhases("worker", async () => undefined),
    {},
    {
      async prepare(request) {
        attempts += 1;
        if (attempts === 1) await strike();
        return preparedRun(null)(request, "Test portfolio");
      },
    },
  );
  const runId = await engine.startRun();
  await over;
  await expectUndisturbed(runId);
  expect(attempts).toBe(2);
});
