import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io as connect, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer, ClientToServer, Heartbeat, ServerToClient, WatchEnded, WatchValue } from "#lib/run/commands.ts";
import type { RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { initialRunState } from "#lib/run/state.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import type { LiveServer, SocketViewer } from "./live-socket.ts";

type Client = Socket<ServerToClient, ClientToServer>;

const RUN = "6f2c1d3e-8b1a-4c57-9d55-0d6f6f3b1a11";
const OTHER = "0b9d3f6a-1c2e-4a57-8d55-0d6f6f3b1a22";
const at = "2026-01-02T15:00:00.000Z";

const line = (seq: number): RunEvent => ({
  runId: RUN,
  seq,
  at,
  type: "log",
  level: "info",
  logger: "app.batch",
  phase: null,
  message: `line ${seq}`,
  count: 1,
});

let log: RunEvent[];
/** Events that are folded into the run's row and no longer stored. */
let gone: RunEvent[];
let sessions: Map<string, SocketViewer>;
let http: HttpServer;
let gateway: Gateway;
let clients: Client[];
let beforeRead: () => void;
const failed = vi.fn();
const viewerOf = vi.fn((headers: Headers) => sessions.get(headers.get("cookie") ?? "") ?? null);
const readEvents = vi.fn(async (_run: string, seq: number, limit: number) =>
  log.filter((e) => e.seq > seq).slice(0, limit),
);

beforeEach(async () => {
  log = [];
  gone = [];
  clients = [];
  beforeRead = () => undefined;
  readEvents.mockClear();
  failed.mockClear();
  sessions = new Map([["s1", { sessionId: "s1", userId: "ann", role: "user" }]]);
  http = createServer();
  const io: LiveServer = new Server(http, { transports: ["websocket"] });
  gateway = createGateway(io, {
    viewerOf: async (headers) => viewerOf(headers),
    currentViewers: async (ids) => new Map([...sessions].filter(([id]) => ids.includes(id))),
    mayWatch: async (viewer, runId) => viewer.userId === "ann" && runId !== OTHER,
    async readRun() {
      beforeRead();
      return fold(initialRunState({ runId: RUN, kind: "manual", portfolio: null, createdAt: at }), [...gone, ...log]);
    },
    readEvents,
    lastSeqs: async (ids) => new Map(ids.map((id) => [id, (log.at(-1) ?? gone.at(-1))?.seq ?? 0])),
    placesInLine: async (ids) => new Map(ids.map((id) => [id, 3])),
    activePositions: async () => new Map(),
    listedRuns: async () => [],
    readList: async () => [],
    failed,
    now: () => new Date(),
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await gateway.close();
  expect(failed).not.toHaveBeenCalled();
});

function client(session = "s1"): Client {
  const { port } = http.address() as AddressInfo;
  const socket: Client = connect(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    extraHeaders: { cookie: session },
    forceNew: true,
    reconnection: false,
  });
  clients.push(socket);
  return socket;
}

function write(count: number): void {
  const from = log.length;
  for (let i = 1; i <= count; i++) log.push(line(from + i));
  gateway.hint(RUN, log.length);
}

/** Watches with frames and gathers the seqs received, from the snapshot or the missed events on. */
async function watching(socket: Client, afterSeq?: number) {
  const seqs: number[] = [];
  socket.on("events", (_run, events) => seqs.push(...events.map((event) => event.seq)));
  const answer: Answer<WatchValue> = await socket.emitWithAck("watch", {
    runId: RUN,
    frames: true,
    ...(afterSeq === undefined ? {} : { afterSeq }),
  });
  if (!answer.ok) throw new Error(answer.message);
  return { seqs, value: answer.value };
}

const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i + 1);

test("[LIVE3] a viewer gets a snapshot at n and then every event after n, once and in order", async () => {
  write(5);
  beforeRead = () => write(3);
  const { seqs, value } = await watching(client());
  expect(value.kind === "snapshot" && value.state.seq).toBe(8);
  write(4);
  await vi.waitFor(() => expect(seqs).toEqual(upTo(8, 12)));
});

test("[LIVE3] with afterSeq the missed events come, or a snapshot past 2,000", async () => {
  write(10);
  const few = await watching(client(), 7);
  expect(few.value.kind === "events" && few.value.events.map((event) => event.seq)).toEqual([8, 9, 10]);
  write(2_100);
  const many = await watching(client(), 7);
  expect(many.value.kind).toBe("snapshot");
});

test("[LIVE3] missed events that are too many to send are not read either", async () => {
  write(2_100);
  readEvents.mockClear();
  const { value } = await watching(client(), 7);
  expect(value.kind).toBe("snapshot");
  expect(readEvents).not.toHaveBeenCalled();
});

test("[LIVE3] a run whose events have been removed for their age is sent as a snapshot", async () => {
  write(10);
  const whole = log;
  log = [];
  gone = whole;
  const { value } = await watching(client(), 3);
  expect(value.kind === "snapshot" && value.state.seq).toBe(10);
});

test("[LIVE1] without frames each event comes as a socket event named as its type", async () => {
  const socket = client();
  const seqs: number[] = [];
  socket.on("log", (event) => seqs.push(event.seq));
  await socket.emitWithAck("watch", { runId: RUN });
  write(3);
  await vi.waitFor(() => expect(seqs).toEqual([1, 2, 3]));
});

test("[LIVE4] database reads per event do not grow with viewers", async () => {
  const views = await Promise.all(Array.from({ length: 20 }, () => watching(client())));
  await vi.waitFor(() => expect(readEvents.mock.calls.length).toBe(0));
  write(5);
  await vi.waitFor(() => expect(views.every(({ seqs }) => seqs.length === 5)).toBe(true));
  expect(readEvents.mock.calls.length).toBeLessThanOrEqual(2);
});

test("[LIVE6] the answer to watch carries the place in line, a heartbeat later on", async () => {
  expect((await watching(client())).value.placeInLine).toBe(3);
  expect((await watching(client(), 0)).value.placeInLine).toBe(3);
});

test("[LIVE4] a lost hint is made good by the regular check, and the heartbeat carries the run's seq", async () => {
  const socket = client();
  const { seqs } = await watching(socket);
  const beats: Heartbeat[] = [];
  socket.on("heartbeat", (beat) => beats.push(beat));
  log.push(line(1), line(2));
  await gateway.beat();
  await vi.waitFor(() => expect(beats.map((beat) => beat.seq)).toEqual([2]));
  expect(seqs).toEqual([1, 2]);
});

test("[LIVE2] another user's run answers exactly as a missing one", async () => {
  sessions.set("s2", { sessionId: "s2", userId: "bob", role: "user" });
  const foreign = await client("s2").emitWithAck("watch", { runId: RUN });
  const missing = await client("s2").emitWithAck("watch", { runId: OTHER });
  expect(foreign).toEqual(missing);
  expect(foreign).toMatchObject({ ok: false, code: "ERR_RUN_002" });
});

test("[LIVE2] a handshake without a session is refused by name", async () => {
  const socket = client("nobody");
  const error = await new Promise<Error & { data?: unknown }>((resolve) => socket.on("connect_error", resolve));
  expect(error.data).toMatchObject({ code: "ERR_AUTH_001" });
});

test("[LIVE2] a handshake that could not be checked is not refused: the client comes again", async () => {
  viewerOf.mockImplementationOnce(() => {
    throw new Error("the database is away");
  });
  const socket = client();
  socket.io.reconnection(true);
  await new Promise<void>((resolve) => void socket.on("connect", resolve));
  expect(failed).toHaveBeenCalledTimes(1);
  failed.mockClear();
});

test("[LIVE2] sign-out, expiry and a changed role end the watches", async () => {
  const byHook = client();
  const byCheck = client();
  const ended: WatchEnded[] = [];
  for (const socket of [byHook, byCheck]) {
    await watching(socket);
    socket.on("watch-ended", (end) => ended.push(end));
  }
  sessions.set("s1", { sessionId: "s1", userId: "ann", role: "admin" });
  await gateway.beat();
  await vi.waitFor(() => expect(ended).toHaveLength(2));
  expect(ended[0]).toMatchObject({ runId: RUN, code: "ERR_AUTH_001" });
  const again = client();
  await watching(again);
  gateway.endSession("s1");
  await vi.waitFor(() => expect(again.connected).toBe(false));
});

test("[LIVE1] a malformed command is refused by name, and unwatch stops the events", async () => {
  const socket = client();
  const nonsense = { runId: "../etc" };
  expect(await socket.emitWithAck("watch", nonsense)).toMatchObject({ ok: false, code: "ERR_LIVE_001" });
  const { seqs } = await watching(socket);
  write(1);
  await vi.waitFor(() => expect(seqs).toEqual([1]));
  expect(await socket.emitWithAck("unwatch", { runId: RUN })).toEqual({ ok: true, value: null });
  write(1);
  const { value } = await watching(socket);
  expect(value.kind === "snapshot" && value.state.seq).toBe(2);
  expect(seqs).toEqual([1]);
});

test("[LIVE4] a run that one connection watches twice at once is let go by one unwatch", async () => {
  const socket = client();
  await Promise.all([watching(socket), watching(socket, 0)]);
  await socket.emitWithAck("unwatch", { runId: RUN });
  readEvents.mockClear();
  write(1);
  await gateway.beat();
  expect(readEvents).not.toHaveBeenCalled();
});

test("[LIVE3] a viewer whose watch breaks after its answer is cut off, so that it comes again", async () => {
  const socket = client();
  beforeRead = () => {
    log.push(line(log.length + 1));
    readEvents.mockRejectedValueOnce(new Error("the database is away"));
  };
  const closed = new Promise<string>((resolve) => void socket.on("disconnect", resolve));
  await watching(socket);
  expect(await closed).toBe("transport close");
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
  failed.mockClear();
});

test("[LIVE1] one connection watches no more than a hundred runs", async () => {
  const socket = client();
  await watching(socket);
  const runId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const answers = [];
  for (let n = 1; n <= 100; n++) answers.push(await socket.emitWithAck("watch", { runId: runId(n) }));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(99);
  expect(answers.at(-1)).toMatchObject({ ok: false, code: "ERR_LIVE_003" });
  expect((await watching(socket)).value.kind).toBe("snapshot");
});
