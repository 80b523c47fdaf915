import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { eventFromRow } from "#server/db/run-rows.ts";
import { runEvents, runLeases, runPhases, runs } from "#server/db/schema/run.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { describeRunStore, entryCommit, type StoreUnderTest } from "#tests/fixtures/run-store-contract.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { LeaseLost, RunCancelled, StoreFailed } from "./interruption.ts";
import { acquireLease, beatLeases, expireLeasesOf, holdLease, releaseLease } from "./lease.ts";
import { createPostgresRunStore } from "./postgres-run-store.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function openRun(): Promise<StoreUnderTest & { runId: string }> {
  const { db } = database;
  const runId = await storeRun(db, await storePortfolio(db, []));
  const epoch = required(await acquireLease(db, runId, "one"), "lease");
  const read = async () => {
    const rows = await db.select().from(runEvents).where(eq(runEvents.runId, runId)).orderBy(runEvents.seq);
    return { state: required(await readRunState(db, runId), "run"), events: rows.map(eventFromRow) };
  };
  return {
    runId,
    store: createPostgresRunStore(db),
    state: (await read()).state,
    epoch,
    read,
    async takeOver() {
      await expireLeasesOf(db, "one");
      await acquireLease(db, runId, "two");
    },
    async requestCancel(by) {
      await db.update(runs).set({ cancelRequestedAt: new Date(), cancelRequestedBy: by }).where(eq(runs.id, runId));
    },
  };
}

describeRunStore("in Postgres", openRun);

describe("a commit", () => {
  test("[RUN6] stores the unit's rows with its checkpoint, and none of them when it fails", async () => {
    const run = await openRun();
    const { db } = database;
    const work = { phase: "phase_3", checkpoint: { done: 2, busyMs: 9, tally: { sum: 3 } } };
    const phase = { ...phaseOf("phase_3"), current: 2 };
    const commit = { ...entryCommit(run, "unit"), work };
    const after = { ...commit.after, phases: [phase] };
    await run.store.commit({ ...commit, after }, async (tx) => {
      await tx.update(runs).set({ force: true }).where(eq(runs.id, run.runId));
    });
    const [row] = await db.select().from(runPhases).where(eq(runPhases.runId, run.runId));
    expect(row).toMatchObject({ phase: "phase_3", current: 2, checkpoint: work.checkpoint, result: null });

    const next = entryCommit({ state: after, epoch: run.epoch }, "next");
    const failing = run.store.commit({ ...next, work: { phase: "phase_3", result: { sum: 3 } } }, async (tx) => {
      await tx.update(runs).set({ force: false }).where(eq(runs.id, run.runId));
      await tx.execute(sql`select 1 / 0`);
    });
    await expect(failing).rejects.toThrow(/select 1 \/ 0/);
    const [stored] = await db.select().from(runs).where(eq(runs.id, run.runId));
    expect(stored).toMatchObject({ force: true, lastSeq: 1 });
  });

  test("[RUN6] a result keeps the checkpoint beside it", async () => {
    const run = await openRun();
    const phases = [phaseOf("phase_3")];
    const first = entryCommit(run, "unit");
    const checkpoint = { done: 1, busyMs: 1, tally: null };
    await run.store.commit({ ...first, after: { ...first.after, phases }, work: { phase: "phase_3", checkpoint } });
    const second = entryCommit({ state: { ...first.after, phases }, epoch: run.epoch }, "end");
    await run.store.commit({ ...second, work: { phase: "phase_3", result: { sum: 6 } } });
    const [row] = await database.db.select().from(runPhases).where(eq(runPhases.runId, run.runId));
    expect(row).toMatchObject({ checkpoint, result: { sum: 6 } });
  });

  test("[RUN10] one whose answer was lost and is made again is stored once", async () => {
    const run = await openRun();
    const commit = entryCommit(run, "once");
    await run.store.commit(commit);
    await run.store.commit(commit);
    expect((await run.read()).events).toHaveLength(1);
  });

  test("[RUN10] a unit without events whose answer was lost is stored once", async () => {
    const run = await openRun();
    const { db } = database;
    let answersLost = 1;
    const store = createPostgresRunStore(losingAnswers(db, () => answersLost-- > 0));
    const state = { ...run.state, phases: [phaseOf("phase_3")] };
    const unit = { epoch: run.epoch, before: state, after: state, events: [], cancelling: false };
    const saved: number[] = [];
    const save = (done: number) => async (tx: Transaction) => {
      saved.push(done);
      await tx.update(runs).set({ force: true }).where(eq(runs.id, run.runId));
    };
    const checkpoint = { done: 1, busyMs: 0.1 + 0.2, tally: { sum: 1, none: undefined } };
    await store.commit({ ...unit, work: { phase: "phase_3", checkpoint } }, save(1));
    await store.commit({ ...unit, work: { phase: "phase_3", checkpoint: { ...checkpoint, done: 2 } } }, save(2));
    expect(saved).toEqual([1, 2]);
  });

  test("[EVT3] one that does not follow on the stored seq is refused as a fault of the store", async () => {
    const run = await openRun();
    const ahead = { ...run.state, seq: 7 };
    await expect(run.store.commit(entryCommit({ ...run, state: ahead }, "ahead"))).rejects.toBeInstanceOf(StoreFailed);
  });

  test("[RUN8] waits for a request to cancel that is being made, and is refused by it", async () => {
    const run = await openRun();
    const late = await whileChanging(
      (tx) =>
        tx.update(runs).set({ cancelRequestedAt: new Date(), cancelRequestedBy: "Ada" }).where(eq(runs.id, run.runId)),
      () => run.store.commit(entryCommit(run, "late")),
    );
    expect(late).toBeInstanceOf(RunCancelled);
    expect(late).toMatchObject({ by: "Ada" });
    expect((await run.read()).events).toEqual([]);
  });

  test("[RUN5] waits for a take-over that is being made, and writes nothing after it", async () => {
    const run = await openRun();
    const late = await whileChanging(
      (tx) =>
        tx
          .update(runLeases)
          .set({ epoch: run.epoch + 1, workerId: "two" })
          .where(eq(runLeases.runId, run.runId)),
      () => run.store.commit(entryCommit(run, "late")),
    );
    expect(late).toBeInstanceOf(LeaseLost);
    expect(await run.read()).toEqual({ state: run.state, events: [] });
  });

  test("[RUN6] keeps what another has changed of the run meanwhile", async () => {
    const run = await openRun();
    const commit = entryCommit(run, "entry");
    const phases = [{ ...phaseOf("phase_3"), current: 2 }];
    const after = { ...commit.after, phases };
    const usual = { runs: 3, phases: {} };
    const outcome = await whileChanging(
      (tx) => tx.update(runs).set({ force: true, usual }).where(eq(runs.id, run.runId)),
      () => run.store.commit({ ...commit, after }),
    );
    expect(outcome).toBeUndefined();
    const { state, events } = await run.read();
    expect([events, state]).toEqual([commit.events, { ...after, usual }]);
    const [stored] = await database.db.select().from(runs).where(eq(runs.id, run.runId));
    expect(stored).toMatchObject({ force: true, usual, lastSeq: 1 });
  });

  test("[RUN6] twenty thousand entries travel in one statement", async () => {
    const run = await openRun();
    const { events } = entryCommit(run, "entry");
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...required(events[0], "event"), seq: index + 1 }));
    const after = { ...run.state, seq: many.length };
    await run.store.commit({ epoch: run.epoch, before: run.state, after, events: many, work: null, cancelling: false });
    expect((await run.read()).events).toHaveLength(20_000);
  });
});

describe("the lease", () => {
  test("[RUN5] is taken once while its holder beats, and at a higher epoch when it has fallen silent", async () => {
    const { runId, epoch } = await openRun();
    const { db } = database;
    expect(await acquireLease(db, runId, "two")).toBeNull();
    await db.update(runLeases).set({ beatAt: sql`now() - interval '9.5 seconds'` }).where(eq(runLeases.runId, runId));
    expect(await acquireLease(db, runId, "two")).toBe(epoch + 1);
  });

  test("[RUN5] a beat keeps a silent holder's lease, but not one given back", async () => {
    const { runId, epoch } = await openRun();
    const { db } = database;
    await makeSilent(runId, "slow");
    await beatLeases(db, "slow", [runId]);
    expect(await acquireLease(db, runId, "two")).toBeNull();
    await releaseLease(db, runId, epoch);
    await beatLeases(db, "slow", [runId]);
    expect(await acquireLease(db, runId, "two")).toBe(epoch + 1);
  });

  test("[RUN7] a beat keeps no run its worker has left, and none that another holds", async () => {
    const [left, held, taken] = [await openRun(), await openRun(), await openRun()];
    const { db } = database;
    for (const { runId } of [left, held]) await makeSilent(runId, "one");
    await makeSilent(taken.runId, "another");
    await beatLeases(db, "one", [held.runId, taken.runId]);
    const epochs = await Promise.all([left, held, taken].map(({ runId }) => acquireLease(db, runId, "two")));
    expect(epochs).toEqual([left.epoch + 1, null, taken.epoch + 1]);
  });

  test("[RUN5] a take-over waits for the transaction the slow holder has open, which still counts", async () => {
    const run = await openRun();
    const { db } = database;
    await makeSilent(run.runId);
    const order: string[] = [];
    let takeOver: Promise<number | null> = Promise.resolve(null);
    await run.store.commit(entryCommit(run, "last"), async () => {
      takeOver = acquireLease(db, run.runId, "two").finally(() => order.push("taken"));
      await expect.poll(waitingSessions, { timeout: 10_000 }).toBe(1);
      order.push("unit saved");
    });
    expect(await takeOver).toBe(run.epoch + 1);
    expect(order).toEqual(["unit saved", "taken"]);
    expect((await run.read()).events).toHaveLength(1);
    const late = entryCommit({ ...run, state: (await run.read()).state }, "too late");
    await expect(run.store.commit(late)).rejects.toBeInstanceOf(LeaseLost);
  });

  test("[RUN5] two workers race for a silent run: one takes it", async () => {
    const { runId, epoch } = await openRun();
    const { db } = database;
    await expireLeasesOf(db, "one");
    const epochs = await Promise.all(["a", "b", "c", "d"].map((worker) => acquireLease(db, runId, worker)));
    expect(epochs.filter((taken) => taken !== null)).toEqual([epoch + 1]);
    await expect(db.transaction((tx) => holdLease(tx, runId, epoch))).rejects.toBeInstanceOf(LeaseLost);
  });
});

/** The database, whose answer to a transaction it has committed is lost while `isLost`. */
function losingAnswers(db: Database, isLost: () => boolean): Database {
  const transaction: Database["transaction"] = async (work, config) => {
    const value = await db.transaction(work, config);
    if (isLost()) throw Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
    return value;
  };
  return new Proxy(db, { get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name)) });
}

/** What a commit comes to that has to wait for a change that another makes of its run; its error where it fails. */
async function whileChanging(change: (tx: Transaction) => Promise<unknown>, commit: () => Promise<void>) {
  return database.db
    .transaction(async (tx) => {
      await change(tx);
      const outcome = commit().catch((error: unknown) => error);
      await expect.poll(waitingSessions, { timeout: 10_000 }).toBe(1);
      return { outcome };
    })
    .then(({ outcome }) => outcome);
}

function phaseOf(id: string) {
  return {
    ...{ id, name: id, unit: "dates", weight: 10, status: "running" as const, current: 0, total: 5, summary: null },
    ...{ reason: null, counts: {}, warnings: [], details: [], startedAt: null, endedAt: null, busyMs: null },
  };
}

async function makeSilent(runId: string, workerId = "one"): Promise<void> {
  const beatAt = sql`now() - interval '9.5 seconds'`;
  await database.db.update(runLeases).set({ beatAt, workerId }).where(eq(runLeases.runId, runId));
}

/** Sessions of this database that wait for a lock. */
async function waitingSessions(): Promise<number> {
  const rows = await database.sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return rows.length;
}
