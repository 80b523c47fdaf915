import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openClient } from "#server/db/client.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createNotifier } from "./notifier.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function listen(): Promise<unknown[]> {
  const heard: unknown[] = [];
  await database.sql.listen("run_events", (payload) => heard.push(JSON.parse(payload)));
  return heard;
}

test("[LIVE4] the newest seq of each run is announced once per tick, never an older one", async () => {
  const heard = await listen();
  const sql = openClient(database.connection, { max: 1 });
  const notifier = createNotifier(sql);
  for (let seq = 1; seq <= 50; seq++) notifier.notify("one", seq);
  notifier.notify("two", 7);
  notifier.notify("one", 3);
  await notifier.close();
  await expect.poll(() => heard.length).toBe(2);
  expect(heard).toEqual([
    { run: "one", seq: 50 },
    { run: "two", seq: 7 },
  ]);
  await sql.end();
});

test("[LIVE4] a failed announcement is counted and made again, with what came since", async () => {
  const heard = await listen();
  const sql = openClient(database.connection, { max: 1 });
  let isAway = true;
  const query = (...statement: Parameters<Sql>) => {
    if (!isAway) return sql(...statement);
    isAway = false;
    notifier.notify("three", 2);
    return Promise.reject(new Error("connection lost"));
  };
  const notifier = createNotifier(query as unknown as Sql);
  notifier.notify("three", 1);
  await expect.poll(() => heard).toContainEqual({ run: "three", seq: 2 });
  expect(notifier.failures()).toBe(1);
  expect(heard).not.toContainEqual({ run: "three", seq: 1 });
  await notifier.close();
  await sql.end();
});
