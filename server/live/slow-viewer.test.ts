import { once } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import type { RunState } from "#lib/run/state.ts";
import { latch } from "#tests/fixtures/latch.ts";
import { type LiveClient, type LiveRig, openLiveRig, RUN } from "#tests/fixtures/live-rig.ts";
import { unsentBytes } from "./unsent-bytes.ts";

const MIB = 1_048_576;
/** What one tick of these tests sends. */
const FRAME = 400_000;
/** Questions asked at once. */
const BURST = 20;

let rig: LiveRig;

beforeEach(async () => {
  rig = await openLiveRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.failures).toEqual([]);
});

/** A viewer that keeps what it is sent as the page does; `held` are the seqs that a snapshot or an event gave it. */
async function viewer(socket: LiveClient = rig.client()) {
  const seen = { state: rig.initial, snapshots: 0, events: 0 };
  const follow = (events: Parameters<typeof fold>[1]) => {
    for (const event of events) {
      if (event.seq !== seen.state.seq + 1) throw new Error(`${event.seq} came after ${seen.state.seq}`);
      seen.state = fold(seen.state, [event]);
      seen.events += 1;
    }
  };
  socket.on("events", (_run, events) => follow(events));
  socket.on("snapshot", (state: RunState) => Object.assign(seen, { state, snapshots: seen.snapshots + 1 }));
  const answer = await socket.emitWithAck("watch", { runId: RUN, frames: true });
  if (!answer.ok || answer.value.kind !== "snapshot") throw new Error("no snapshot");
  seen.state = answer.value.state;
  return { socket, seen, sid: socket.id ?? "" };
}

/** The client's websocket, which socket.io keeps to itself. */
function wireOf(socket: LiveClient): { pause(): void; resume(): void; terminate(): void } {
  return Reflect.get(socket.io.engine.transport, "ws");
}

const serverSide = (sid: string) => rig.io.sockets.sockets.get(sid)!;
const unsent = (sid: string) => unsentBytes(serverSide(sid).conn);

/** Writes frames of 400 kB, each once the other viewer has it, until the one who does not read has been set aside. */
async function writeUntilSetAside(sid: string, reader: { seen: { state: RunState } }): Promise<number> {
  let most = 0;
  for (let frame = 0; frame < 200 && !serverSide(sid).data.isSetAside; frame++) {
    rig.clock.ms += 50;
    rig.write(20, FRAME / 20);
    await vi.waitFor(() => expect(reader.seen.state.seq).toBe(rig.log.length), { interval: 2, timeout: 5_000 });
    most = Math.max(most, unsent(sid));
  }
  expect(serverSide(sid).data.isSetAside).toBe(true);
  return most;
}

test("[LIVE5] past 1 MiB unread a viewer is sent nothing more; the others get every event at its time", async () => {
  const reader = await viewer();
  const sleeper = await viewer();
  wireOf(sleeper.socket).pause();
  expect(await writeUntilSetAside(sleeper.sid, reader)).toBeLessThan(MIB + 2 * FRAME);
  const before = unsent(sleeper.sid);
  for (let frame = 0; frame < 20; frame++) {
    rig.clock.ms += 50;
    rig.write(20, FRAME / 20);
    await vi.waitFor(() => expect(reader.seen.state.seq).toBe(rig.log.length), { interval: 2, timeout: 5_000 });
  }
  await rig.gateway.beat();
  expect(unsent(sleeper.sid)).toBeLessThanOrEqual(before);
  expect(reader.seen).toMatchObject({ snapshots: 0, events: rig.log.length });
});

test("[LIVE5] once it has read what it was sent it gets a fresh snapshot and goes on, nothing lost or doubled", async () => {
  const reader = await viewer();
  const sleeper = await viewer();
  wireOf(sleeper.socket).pause();
  await writeUntilSetAside(sleeper.sid, reader);
  rig.write(5_000);
  wireOf(sleeper.socket).resume();
  const writing = setInterval(() => {
    rig.clock.ms += 50;
    rig.write(3);
  }, 1);
  await vi.waitFor(() => expect(sleeper.seen.snapshots).toBe(1), { timeout: 10_000 });
  clearInterval(writing);
  rig.clock.ms += 50;
  rig.write(7);
  const all = fold(rig.initial, rig.log);
  await vi.waitFor(() => expect(sleeper.seen.state).toEqual(all), { timeout: 5_000 });
  expect(sleeper.seen.events).toBeLessThan(rig.log.length);
  await vi.waitFor(() => expect(serverSide(sleeper.sid).data.isSetAside).toBe(false));
});

test("[LIVE5] a viewer who was set aside and leaves is gone without a trace", async () => {
  const reader = await viewer();
  const sleeper = await viewer();
  wireOf(sleeper.socket).pause();
  await writeUntilSetAside(sleeper.sid, reader);
  const gone = once(serverSide(sleeper.sid), "disconnect");
  wireOf(sleeper.socket).terminate();
  await gone;
  rig.clock.ms += 50;
  rig.write(1);
  await vi.waitFor(() => expect(reader.seen.state.seq).toBe(rig.log.length));
  expect(rig.io.sockets.sockets.size).toBe(1);
});

test("[LIVE5] who asks and does not read is refused by name", async () => {
  const reader = await viewer();
  const sleeper = await viewer();
  wireOf(sleeper.socket).pause();
  await writeUntilSetAside(sleeper.sid, reader);
  const asked = sleeper.socket.emitWithAck("watch", { runId: RUN, frames: true, afterSeq: 0 });
  await once(serverSide(sleeper.sid).conn, "data");
  wireOf(sleeper.socket).resume();
  expect(await asked).toMatchObject({ ok: false, code: "ERR_LIVE_006" });
});

test("[LIVE5] a burst of questions whose answers are ready at once is answered up to the bound, then refused", async () => {
  await rig.close();
  const gate = latch();
  const big = 4_000_000;
  let asked = 0;
  rig = await openLiveRig({
    async readEvents(_run, seq) {
      if (seq > 0) return [];
      asked += 1;
      if (asked === BURST) gate.open();
      await gate.pass();
      return rig.log.slice(0, 1);
    },
  });
  rig.append(1, big);
  const { socket } = await viewer();
  const sid = socket.id ?? "";
  wireOf(socket).pause();
  const runId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const asking = Array.from({ length: BURST }, (_, n) =>
    socket.emitWithAck("watch", { runId: runId(n), frames: true, afterSeq: 0 }),
  );
  await gate.reached;
  await vi.waitFor(() => expect(unsent(sid)).toBeGreaterThan(0));
  // What has been answered past the bound is one answer, the one that passed it.
  expect(unsent(sid)).toBeLessThan(MIB + 2 * big);
  wireOf(socket).resume();
  const answers = await Promise.all(asking);
  const refusals = answers.filter((answer) => !answer.ok);
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals.every((answer) => !answer.ok && answer.code === "ERR_LIVE_006")).toBe(true);
  expect(serverSide(sid).data.watches.size).toBe(1 + BURST - refusals.length);
});
