import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { type DeafConnection, openDeafConnection } from "#tests/fixtures/deaf-connection.ts";
import { openLiveRig, RUN } from "#tests/fixtures/live-rig.ts";
import { type EventListener, listenForEvents } from "./event-listener.ts";
import { createHearing } from "./hearing.ts";

let database: TestDatabase;
let deaf: DeafConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  deaf = await openDeafConnection(database.connection);
});
afterAll(async () => {
  await deaf.close();
  await database.drop();
});

test("[LIVE4] a viewer has every event while notifications are cut without a word, and the server knows of it", async () => {
  const rig = await openLiveRig({ now: () => new Date() });
  const listener: EventListener = await listenForEvents(deaf.connection, {
    onHint: rig.gateway.hint,
    onListening: () => undefined,
  });
  const poll = vi.fn(rig.gateway.poll);
  const failed = (error: unknown) => void rig.failures.push(error);
  const hearing = createHearing({ hears: listener.hears, poll, failed });
  const seqs: number[] = [];
  const socket = rig.client();
  socket.on("events", (_run, events) => seqs.push(...events.map(({ seq }) => seq)));
  expect(await socket.emitWithAck("watch", { runId: RUN, frames: true })).toMatchObject({ ok: true });
  /** As a worker does: the event is stored, then announced through Postgres. */
  const commit = async () => {
    rig.append(1);
    await database.sql`select pg_notify('run_events', ${JSON.stringify({ run: RUN, seq: rig.log.length })})`;
  };

  await commit();
  await vi.waitFor(() => expect(seqs).toEqual([1]));
  await hearing.check();
  expect([hearing.state(), poll.mock.calls.length]).toEqual(["heard", 0]);

  deaf.isDeaf = true;
  await hearing.check();
  expect(hearing.state()).toBe("lost");
  await commit();
  await vi.waitFor(() => expect(seqs).toEqual([1, 2]));
  expect(poll).toHaveBeenCalled();

  deaf.isDeaf = false;
  await hearing.check();
  expect(hearing.state()).toBe("heard");
  poll.mockClear();
  await commit();
  await vi.waitFor(() => expect(seqs).toEqual([1, 2, 3]));
  expect(poll).not.toHaveBeenCalled();

  await hearing.stop();
  await listener.stop();
  await rig.close();
  expect(rig.failures).toEqual([]);
});
