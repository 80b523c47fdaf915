import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { entryCommit } from "#tests/fixtures/run-store-contract.ts";
import { createTestEngine, hasEnded, type TestEngine } from "#tests/fixtures/test-engine.ts";
import { committedUnits, createUnitTable, recordedPhases } from "#tests/fixtures/unit-table.ts";
import { DiskFull } from "./interruption.ts";
import { acquireLease } from "./lease.ts";
import { createPostgresRunStore } from "./postgres-run-store.ts";
import type { Worker } from "./worker.ts";

let engine: TestEngine;
let worker: Worker | null = null;

beforeAll(async () => {
  engine = await createTestEngine();
  await createUnitTable(engine.database.db);
  await engine.database.db.execute(sql`create sequence refusals`);
  // As Postgres says it: SQLSTATE 53100. What is refused leaves no row, but it counts.
  await engine.database.db.execute(sql`
    create function refuse() returns trigger language plpgsql as $$
    begin
      perform nextval('refusals');
      raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100';
    end $$`);
});
beforeEach(() => engine.database.db.execute(sql`select setval('refusals', 1, false)`));
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => engine.close());

async function fill(table: "units" | "run_events"): Promise<() => Promise<void>> {
  const { db } = engine.database;
  const name = sql.identifier(table);
  await db.execute(sql`create trigger full_disk before insert on ${name} for each row execute function refuse()`);
  return async () => void (await db.execute(sql`drop trigger full_disk on ${name}`));
}

const refused = async () => {
  const [row] = await engine.database.db.execute<{ count: string; is_called: boolean }>(sql`
    select last_value as count, is_called from refusals`);
  return row?.is_called ? Number(row.count) : 0;
};

test.each(["units", "run_events"] as const)(
  "[RUN10] a disk without room for %s: the run pauses, and goes on in the same hands once there is some",
  async (table) => {
    const { db } = engine.database;
    let makeRoom = async () => undefined as unknown;
    const phases = recordedPhases("worker", async (place, phase, unit) => {
      if (place === "before" && phase === "phase_3" && unit === 3) makeRoom = await fill(table);
    });
    worker = await engine.startWorker(phases);
    const runId = await engine.startRun();
    await expect.poll(refused, { timeout: 20_000 }).toBeGreaterThan(2);
    await makeRoom();
    await engine.whenRun(runId, hasEnded);
    const { state, events } = await engine.foldedRun(runId);
    expect(state).toMatchObject({ status: "completed", resumes: 0 });
    const units = await committedUnits(db, runId);
    expect([new Set(units).size, units.length]).toEqual([6 * 2 + 3 * 5, 6 * 2 + 3 * 5]);
    const told = events.filter((event) => event.type === "log" && event.code === "DATABASE_FULL");
    expect(told).toMatchObject([{ level: "warning", message: "The database's disk is full: waiting for room" }]);
  },
);

test.each(["units", "run_events"] as const)("[RUN10] a disk that stays without room for %s is named", async (table) => {
  const { db } = engine.database;
  const runId = await engine.startRun();
  const epoch = required(await acquireLease(db, runId, "one"), "lease");
  const state = await engine.stateOf(runId);
  const makeRoom = await fill(table);
  const store = createPostgresRunStore(db, { patienceMs: 400 });
  const save = async (tx: Parameters<NonNullable<Parameters<typeof store.commit>[1]>>[0]) =>
    void (await tx.execute(sql`insert into units values (${runId}, 'phase_3', 1, 'one')`));
  await expect(store.commit(entryCommit({ state, epoch }, "unit"), save)).rejects.toBeInstanceOf(DiskFull);
  expect(await refused()).toBeGreaterThan(1);
  await makeRoom();
});
