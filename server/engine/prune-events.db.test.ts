import { eq } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { runEvents, runs } from "#server/db/schema/run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { latch } from "#tests/fixtures/latch.ts";
import { storePortfolio, storeRun } from "#tests/fixtures/stored-portfolio.ts";
import { pruneEvents } from "./prune-events.ts";
import { openQueue } from "./queue.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** An ended run with a log of so many entries; still running where `endedAt` is null. */
async function runWithEvents(endedAt: Date | null, entries: number): Promise<string> {
  const portfolioId = await storePortfolio(database.db, []);
  const status = endedAt ? "completed" : "running";
  const runId = await storeRun(database.db, portfolioId, { status, endedAt, lastSeq: entries, infoCount: entries });
  const rows = Array.from({ length: entries }, (_, index) => ({
    ...{ runId, seq: index + 1, at: endedAt ?? daysAgo(200), type: "log" as const },
    payload: { level: "info", logger: "app.batch", phase: null, message: "line", count: 1 },
  }));
  await database.db.insert(runEvents).values(rows);
  return runId;
}

async function kept(runId: string) {
  const events = await database.db.$count(runEvents, eq(runEvents.runId, runId));
  const [run] = await database.db.select().from(runs).where(eq(runs.id, runId));
  const { eventsPrunedAt, ...row } = required(run, "run");
  return { events, isPruned: eventsPrunedAt !== null, row };
}

test("events go by the age of their run, in chunks; the run's row stays as it is", async () => {
  const [old, young, running] = [
    await runWithEvents(daysAgo(91), 25),
    await runWithEvents(daysAgo(89), 25),
    await runWithEvents(null, 25),
  ];
  const before = await kept(old);
  expect(await pruneEvents(database.db, { before: daysAgo(90), chunk: 10 })).toBe(1);
  expect(await kept(old)).toEqual({ events: 0, isPruned: true, row: before.row });
  expect(await kept(young)).toMatchObject({ events: 25, isPruned: false });
  expect(await kept(running)).toMatchObject({ events: 25, isPruned: false });
  expect(await pruneEvents(database.db, { before: daysAgo(90) })).toBe(0);
});

test("a removal that is broken off says what is gone, and is finished the next night", async () => {
  const runId = await runWithEvents(daysAgo(100), 25);
  const stop = new AbortController();
  const db = database.db;
  const transaction = db.transaction.bind(db);
  const counted = Object.assign(Object.create(db), {
    transaction: async (...args: Parameters<typeof transaction>) => {
      const result = await transaction(...args);
      stop.abort(new Error("closing"));
      return result;
    },
  }) as typeof db;
  const broken = pruneEvents(counted, { before: daysAgo(90), chunk: 10, signal: stop.signal });
  await expect(broken).rejects.toThrow("closing");
  expect(await kept(runId)).toMatchObject({ events: 15, isPruned: true });
  await pruneEvents(db, { before: daysAgo(90) });
  expect(await kept(runId)).toMatchObject({ events: 0, isPruned: true });
});

test("scheduled work is on one schedule and done once at a time, however many processes ask for it", async () => {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const { connection } = database;
  const queues = await Promise.all([1, 2].map(() => openQueue({ connection, schedule: true, onError })));
  const gate = latch();
  let done = 0;
  for (const queue of queues) {
    await queue.scheduled("prune-events", { cron: "30 3 * * *", timeZone: "America/New_York" }, async () => {
      done += 1;
      await gate.pass();
    });
  }
  const scheduled = await database.sql`select name, cron, timezone from pgboss.schedule`;
  expect(scheduled).toEqual([{ name: "prune-events", cron: "30 3 * * *", timezone: "America/New_York" }]);
  // What the schedule does at its hour.
  const boss = new PgBoss({ ...connection, schedule: false, supervise: false });
  await boss.start();
  const sent = [await boss.send("prune-events"), await boss.send("prune-events")];
  await gate.reached;
  sent.push(await boss.send("prune-events"));
  expect(sent.filter((id) => id !== null)).toHaveLength(1);
  gate.open();
  await boss.stop();
  await Promise.all(queues.map((queue) => queue.close()));
  expect([done, errors]).toEqual([1, []]);
});
