import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { openQueue, type RunQueue } from "./queue.ts";

let database: TestDatabase;
let queue: RunQueue;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  queue = await openQueue({ connection: database.connection, onError: (error) => expect.unreachable(error.message) });
});
afterEach(() => queue.close());
afterAll(() => database.drop());

/** Puts as many runs in line in one transaction, so that they are announced once. */
async function sendRuns(count: number, user: string | null = null): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await database.db.transaction(async (tx) => {
    for (const id of ids) await queue.send(tx, id, user);
  });
  return ids;
}

test("[RUN7] every job in line is handed out once, in order, a backlog without waiting for polls", async () => {
  const ids = await sendRuns(30);
  const handled: string[] = [];
  const done = Promise.withResolvers<void>();
  const stop = await queue.work(1, async (runId) => {
    handled.push(runId);
    if (handled.length === ids.length) done.resolve();
  });
  await done.promise;
  expect(handled).toEqual(ids);
  await stop();
}, 20_000);

test("[RUN4] a user's backlog leaves places to others", async () => {
  const gate = Promise.withResolvers<void>();
  const crowd = await sendRuns(6, "crowd");
  const inHand = new Set<string>();
  const stop = await queue.work(4, async (runId) => {
    inHand.add(runId);
    await gate.promise;
  });
  await expect.poll(() => inHand.size, { timeout: 10_000 }).toBe(3);
  const [single] = await sendRuns(1, "single");
  await expect.poll(() => inHand.has(single!), { timeout: 10_000 }).toBe(true);
  expect([...inHand].filter((runId) => crowd.includes(runId))).toHaveLength(3);
  gate.resolve();
  await expect.poll(() => inHand.size, { timeout: 10_000 }).toBe(7);
  await stop();
});

test("[RUN1] nothing is in line when the transaction that sent it fails", async () => {
  const id = randomUUID();
  const sending = database.db.transaction(async (tx) => {
    await queue.send(tx, id, null);
    throw new Error("after sending");
  });
  await expect(sending).rejects.toThrow("after sending");
  expect(await database.sql`select 1 from pgboss.job where id = ${id}`).toHaveLength(0);
});

test("[RUN7] a job that was taken is in line again when sent again; one still in line stays single", async () => {
  const [taken] = await sendRuns(1);
  const handled: string[] = [];
  const stop = await queue.work(1, async (runId) => void handled.push(runId));
  await expect.poll(() => handled.length, { timeout: 10_000 }).toBe(1);
  await queue.resend(database.db, taken!, null);
  await expect.poll(() => handled, { timeout: 10_000 }).toEqual([taken, taken]);
  await stop();
  const [waiting] = await sendRuns(1);
  await queue.resend(database.db, waiting!, null);
  expect(await database.sql`select state from pgboss.job where id = ${waiting!}`).toMatchObject([{ state: "created" }]);
});
