import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { initialRunState } from "#lib/run/state.ts";
import { standingChild } from "#tests/fixtures/standing-child.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { committedUnits, createUnitTable, recordedPhases } from "#tests/fixtures/unit-table.ts";
import { resendRunsOf } from "./sweep.ts";
import type { Worker } from "./worker.ts";

let engine: TestEngine;
let child: ChildProcess | null = null;
let survivor: Worker | null = null;

beforeAll(async () => {
  engine = await createTestEngine();
  await createUnitTable(engine.database.db);
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await survivor?.stop();
  survivor = null;
});
afterAll(() => engine.close());

test.each(["before", "inside"] as const)(
  "[RUN6] a worker killed %s a unit's transaction: the run resumes there, nothing twice, no gap",
  async (place) => {
    const { db } = engine.database;
    const dead = `dead ${place}`;
    const runId = await engine.startRun();
    child = await standingChild(engine.database.connection, dead, place);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect((await engine.stateOf(runId)).status).toBe("running");

    survivor = await engine.startWorker(recordedPhases("survivor", async () => undefined));
    await resendRunsOf(db, engine.queue, dead);
    const state = await engine.whenRun(runId, hasEnded);
    const events = await engine.eventsOf(runId);

    expect(state).toMatchObject({ status: "completed", resumes: 1 });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const { kind, portfolio, createdAt } = state;
    expect(fold(initialRunState({ runId, kind, portfolio, createdAt }), events)).toEqual(state);
    expect(events.filter(({ type }) => type === "run-resume")).toMatchObject([{ phase: "phase_3" }]);
    expect(events.filter(({ type }) => type === "phase-start")).toHaveLength(9);
    const units = await committedUnits(db, runId);
    expect(units.filter((unit) => unit.startsWith("phase_3"))).toEqual([
      `phase_3 1 by ${dead}`,
      `phase_3 2 by ${dead}`,
      "phase_3 3 by survivor",
      "phase_3 4 by survivor",
      "phase_3 5 by survivor",
    ]);
    expect(units).toHaveLength(6 * 2 + 3 * 5);
    expect(state.phases[5]?.counts).toEqual({ sum: 15 });
  },
);
