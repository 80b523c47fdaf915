import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { openLiveRig, RUN } from "#tests/fixtures/live-rig.ts";
import { listenForEvents } from "./event-listener.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The server's processes behind the listener; ended ones close their connections without a word from us. */
async function endBackends(): Promise<number> {
  const rows = await database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'nonet listener'`;
  return rows.length;
}

const announce = (run: string, seq: number) =>
  database.sql`select pg_notify('run_events', ${JSON.stringify({ run, seq })})`;

test("[LIVE4] a listener whose connections break listens again, and what was announced meanwhile is read", async () => {
  const rig = await openLiveRig({ now: () => new Date() });
  const onListening = vi.fn(() => void rig.gateway.beat());
  const onHint = vi.fn(rig.gateway.hint);
  const listener = await listenForEvents(database.connection, { onHint, onListening });
  const seqs: number[] = [];
  const socket = rig.client();
  socket.on("events", (_run, events) => seqs.push(...events.map(({ seq }) => seq)));
  expect(await socket.emitWithAck("watch", { runId: RUN, frames: true })).toMatchObject({ ok: true });
  rig.append(1);
  await announce(RUN, 1);
  await vi.waitFor(() => expect(seqs).toEqual([1]));
  expect(await listener.hears(5_000)).toBe(true);
  expect(onListening).toHaveBeenCalledTimes(1);

  for (let time = 2; time <= 3; time++) {
    expect(await endBackends()).toBe(2);
    // Announced to nobody.
    rig.append(1);
    await vi.waitFor(() => expect(onListening).toHaveBeenCalledTimes(time), { timeout: 20_000 });
    await vi.waitFor(() => expect(seqs).toHaveLength(rig.log.length));
    // The connection that makes the announcement may have to be opened again first.
    await vi.waitFor(async () => expect(await listener.hears(5_000)).toBe(true), { timeout: 20_000 });
    rig.append(1);
    await announce(RUN, rig.log.length);
    await vi.waitFor(() => expect(seqs).toHaveLength(rig.log.length));
    expect(onHint).toHaveBeenLastCalledWith(RUN, rig.log.length);
  }
  expect(seqs).toEqual(rig.log.map(({ seq }) => seq));
  await listener.stop();
  await rig.close();
  expect(rig.failures).toEqual([]);
});
