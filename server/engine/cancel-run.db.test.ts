import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { entryCommit } from "#tests/fixtures/run-store-contract.ts";
import { standingChild } from "#tests/fixtures/standing-child.ts";
import { createTestEngine, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { createUnitTable } from "#tests/fixtures/unit-table.ts";
import { cancelRun } from "./cancel-run.ts";
import { LeaseLost } from "./interruption.ts";
import { acquireLease } from "./lease.ts";
import { createPostgresRunStore } from "./postgres-run-store.ts";

let engine: TestEngine;
let child: ChildProcess | null = null;

beforeAll(async () => {
  engine = await createTestEngine();
  await createUnitTable(engine.database.db);
});
afterEach(() => {
  child?.kill("SIGKILL");
  child = null;
});
afterAll(() => engine.close());

const ends = (runId: string) => engine.foldedRun(runId).then(({ events }) => events.map(({ type }) => type).slice(-1));

test("[RUN8] a run whose holder still counts as alive and does not react is ended by the canceller", async () => {
  const { db } = engine.database;
  const runId = await engine.startRun();
  const epoch = required(await acquireLease(db, runId, "elsewhere"), "lease");
  const state = await engine.stateOf(runId);
  expect(await cancelRun({ db }, runId, "Ada")).toBe("cancelled");
  expect((await engine.foldedRun(runId)).state).toMatchObject({ status: "cancelled", startedAt: null });
  // What the holder then wakes up with is not written.
  const late = createPostgresRunStore(db).commit(entryCommit({ state, epoch }, "late"));
  await expect(late).rejects.toBeInstanceOf(LeaseLost);
});

test("[RUN8] a run whose worker's machine stands still is ended by the canceller, behind its last unit", async () => {
  const { db } = engine.database;
  const runId = await engine.startRun();
  child = await standingChild(engine.database.connection, "frozen", "before");
  child.kill("SIGSTOP");
  expect(await cancelRun({ db }, runId, "Ada")).toBe("cancelled");
  const { state } = await engine.foldedRun(runId);
  expect(state).toMatchObject({ status: "cancelled", resumes: 0 });
  expect(state.phases[5]).toMatchObject({ status: "skipped", current: 2, reason: "cancelled" });
  child.kill("SIGCONT");
});

test("[RUN8] many who cancel at once end a run once, and none of them is told of an error", async () => {
  const { db } = engine.database;
  const runId = await engine.startRun();
  await acquireLease(db, runId, "elsewhere");
  const asked = await Promise.all(Array.from({ length: 5 }, () => cancelRun({ db }, runId, "Ada")));
  expect(asked).toContain("cancelled");
  expect(await ends(runId)).toEqual(["run-complete"]);
});
