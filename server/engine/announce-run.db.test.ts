import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { announceRun } from "./announce-run.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("[LIVE4] a run is heard of once the transaction that makes it has committed, and not at all where it has not", async () => {
  const heard: string[] = [];
  const { unlisten } = await database.sql.listen("run_events", (payload) => {
    heard.push((JSON.parse(payload) as { run: string }).run);
  });
  await database.db.transaction(async (tx) => {
    await announceRun(tx, "within");
    await announceRun(database.db, "beside");
    await vi.waitFor(() => expect(heard).toEqual(["beside"]));
  });
  await vi.waitFor(() => expect(heard).toEqual(["beside", "within"]));
  const undone = database.db.transaction(async (tx) => {
    await announceRun(tx, "undone");
    tx.rollback();
  });
  await expect(undone).rejects.toThrow();
  await announceRun(database.db, "after");
  await vi.waitFor(() => expect(heard).toEqual(["beside", "within", "after"]));
  await unlisten();
});
