import { once } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LiveClient, type LiveRig, openLiveRig, RUN } from "#tests/fixtures/live-rig.ts";

let rig: LiveRig;

beforeEach(async () => {
  rig = await openLiveRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.failures).toEqual([]);
});

async function connected(session?: string): Promise<LiveClient> {
  const socket = rig.client(session);
  await new Promise<void>((resolve) => void socket.once("connect", resolve));
  return socket;
}

const refusalOf = (socket: LiveClient) =>
  new Promise<unknown>((resolve) =>
    socket.once("connect_error", (error) => resolve((error as Error & { data?: unknown }).data)),
  );

test("[LIVE1] a user has no more than twenty sockets; one that closes makes room, others are not concerned", async () => {
  rig.sessions.set("s2", { sessionId: "s2", userId: "bob", role: "user" });
  const sockets = await Promise.all(Array.from({ length: 20 }, () => connected()));
  expect(await refusalOf(rig.client())).toMatchObject({ code: "ERR_LIVE_004" });
  await connected("s2");
  sockets[0]?.disconnect();
  await vi.waitFor(() => expect(rig.io.sockets.sockets.size).toBe(20));
  await connected();
});

test("[LIVE2] a refused connection does not stay open", async () => {
  const socket = rig.client("nobody");
  const [conn] = await once(rig.io.engine, "connection");
  const closed = once(conn, "close");
  expect(await refusalOf(socket)).toMatchObject({ code: "ERR_AUTH_001" });
  await closed;
});

test("[LIVE1] more messages than twenty a second are refused by name, after a second they are taken again", async () => {
  const socket = await connected();
  const ask = (count: number) =>
    Promise.all(Array.from({ length: count }, () => socket.emitWithAck("unwatch", { runId: RUN })));
  const answers = await ask(150);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(120);
  expect(answers.slice(120).every((answer) => !answer.ok && answer.code === "ERR_LIVE_005")).toBe(true);
  rig.clock.ms += 2_600;
  expect((await ask(20)).every((answer) => answer.ok)).toBe(true);
});

test("[LIVE1] who does not mind the refusals is cut off, and holds up nobody", async () => {
  const other = await connected();
  const socket = await connected();
  const cut = new Promise<string>((resolve) => void socket.once("disconnect", resolve));
  for (let n = 0; n < 300; n++) socket.emit("unwatch", { runId: RUN }, () => undefined);
  expect(await cut).toMatch(/disconnect|close/);
  expect(await other.emitWithAck("unwatch", { runId: RUN })).toEqual({ ok: true, value: null });
});

test("[LIVE1] a burst of watches that are answered at once does not pass a hundred", async () => {
  const socket = await connected();
  const runId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const answers = await Promise.all(
    Array.from({ length: 110 }, (_, n) => socket.emitWithAck("watch", { runId: runId(n), frames: true })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(100);
  expect(answers.slice(100).map((answer) => !answer.ok && answer.code)).toEqual(Array(10).fill("ERR_LIVE_003"));
  expect([...rig.io.sockets.sockets.values()][0]?.data.watches.size).toBe(100);
});

test("[LIVE1] a watch that could not be begun leaves its place to another", async () => {
  const socket = await connected();
  const runId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  for (let n = 0; n < 99; n++) await socket.emitWithAck("watch", { runId: runId(n), frames: true });
  rig.fault = new Error("the database is away");
  expect(await socket.emitWithAck("watch", { runId: runId(99) })).toMatchObject({ ok: false, code: "ERR_LIVE_002" });
  rig.fault = null;
  rig.clock.ms += 1_000;
  expect(await socket.emitWithAck("watch", { runId: runId(100) })).toMatchObject({ ok: true });
  expect(rig.failures.splice(0)).toHaveLength(1);
});

test("[LIVE6] the watches of a run that is gone end by name", async () => {
  const [frames, singles] = [await connected(), await connected()];
  const ended = [frames, singles].map((socket) => new Promise((resolve) => void socket.once("watch-ended", resolve)));
  for (const [index, socket] of [frames, singles].entries()) {
    expect(await socket.emitWithAck("watch", { runId: RUN, frames: index === 0 })).toMatchObject({ ok: true });
  }
  const sockets = [...rig.io.sockets.sockets.values()];
  await vi.waitFor(() => expect(sockets.every(({ rooms }) => rooms.size === 2)).toBe(true));
  rig.isGone = true;
  await rig.gateway.beat();
  const gone = { runId: RUN, code: "ERR_RUN_002" };
  expect(await Promise.all(ended)).toMatchObject([gone, gone]);
  expect(sockets.map(({ data }) => data.watches.size)).toEqual([0, 0]);
});

test("[LIVE2] sign-out, expiry and a changed role end the watch of a list too", async () => {
  rig.sessions.set("s3", { sessionId: "s3", userId: "root", role: "admin" });
  const mine = await connected();
  const all = await connected("s3");
  const ended = [mine, all].map((socket) => new Promise((resolve) => void socket.once("watch-ended", resolve)));
  const filters = [{ scope: "mine" as const }, { scope: "all" as const }];
  for (const [index, socket] of [mine, all].entries()) {
    expect(await socket.emitWithAck("watch-runs", { filter: filters[index]! })).toMatchObject({ ok: true });
  }
  rig.gateway.endSession("s1");
  expect(await ended[0]).toMatchObject({ runId: null, code: "ERR_AUTH_001" });
  rig.sessions.set("s3", { sessionId: "s3", userId: "root", role: "user" });
  await rig.gateway.beat();
  expect(await ended[1]).toMatchObject({ runId: null, code: "ERR_AUTH_001" });
  await vi.waitFor(() => expect(rig.io.sockets.sockets.size).toBe(0));
});
