import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Answer, WatchCommand, WatchValue } from "#lib/run/commands.ts";
import type { PendingEvent, RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { initialRunState, type RunState } from "#lib/run/state.ts";
import type { LiveConnection, LiveListener } from "./live-connection.ts";
import { RunStore } from "./run-store.ts";

const RUN = "6f2c1d3e-8b1a-4c57-9d55-0d6f6f3b1a11";
const at = "2026-01-02T15:00:00.000Z";
const initial = initialRunState({ runId: RUN, kind: "manual", portfolio: null, createdAt: at });

const numbered = (events: PendingEvent[]): RunEvent[] =>
  events.map((event, index) => ({ ...event, runId: RUN, seq: index + 1 }));

const start = (phase: string): PendingEvent => ({ type: "phase-start", at, phase, total: 2 });
const done = (phase: string): PendingEvent => ({
  type: "complete",
  at,
  phase,
  status: "completed",
  current: 2,
  total: 2,
  summary: "done",
  busyMs: 3,
  counts: {},
  warnings: [],
  reason: null,
});
const line = (message: string): PendingEvent => ({
  type: "log",
  at,
  level: "info",
  logger: "app.batch",
  phase: null,
  message,
  count: 1,
});

/** A wire by hand: what is delivered and when is up to the test. */
function rig(log: RunEvent[], from: RunState = initial) {
  let listener: LiveListener | undefined;
  const frames: (() => void)[] = [];
  const watched: WatchCommand[] = [];
  const clock = { ms: Date.parse(at) };
  const server = { aheadMs: 0, upSince: at };
  const serverTime = () => new Date(clock.ms + server.aheadMs).toISOString();
  const connection: LiveConnection = {
    isConnected: () => false,
    async watch(command): Promise<Answer<WatchValue>> {
      watched.push(command);
      const events = log.filter((event) => event.seq > (command.afterSeq ?? 0));
      return { ok: true, value: { kind: "events", events, at: serverTime(), upSince: server.upSince } };
    },
    unwatch: vi.fn(),
    renew: vi.fn(),
    listen(given) {
      listener = given;
      return () => {
        listener = undefined;
      };
    },
  };
  const store = new RunStore({
    initial: from,
    connection,
    schedule: (apply) => frames.push(apply),
    now: () => clock.ms,
  });
  const leave = store.start();
  const wire = () => listener ?? expect.fail("not listening");
  const paint = () => frames.splice(0).forEach((apply) => void apply());
  const view = () => store.view.getState();
  return { store, connection, watched, clock, server, serverTime, leave, paint, wire, frames, view };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[LIVE8] a thousand events are one change of the view per animation frame", () => {
  const log = numbered(Array.from({ length: 1_000 }, (_, i) => line(`line ${i}`)));
  const { store, wire, paint, view, leave } = rig(log);
  const changes = vi.fn();
  store.view.subscribe(changes);
  for (const event of log) wire().events(RUN, [event]);
  expect(changes).not.toHaveBeenCalled();
  paint();
  expect(changes).toHaveBeenCalledTimes(1);
  expect(view().state.seq).toBe(1_000);
  expect(view().lines).toHaveLength(1_000);
  leave();
});

test("[LIVE8] however short, a phase is seen pending, running and done", () => {
  const log = numbered([start("phase_1"), done("phase_1"), start("phase_1_5"), done("phase_1_5")]);
  const { store, wire, paint, leave } = rig(log);
  const seen: string[] = [];
  store.view.subscribe(({ state }) => seen.push(`${state.phases[0]?.status} ${state.phases[1]?.status}`));
  wire().events(RUN, log);
  for (let frame = 0; frame < 4; frame++) paint();
  expect(seen).toEqual(["running pending", "completed running", "completed completed"]);
  leave();
});

test("[EVT3] a gap is asked for again from the state's own seq", async () => {
  const log = numbered([line("a"), line("b"), line("c")]);
  const { wire, paint, watched, view, leave } = rig(log);
  wire().events(RUN, log.slice(1));
  paint();
  expect(view().state.seq).toBe(0);
  await settled();
  expect(watched).toEqual([{ runId: RUN, frames: true, afterSeq: 0 }]);
  paint();
  expect(view().lines.map(({ message }) => message)).toEqual(["a", "b", "c"]);
  leave();
});

test("[LIVE3] a reconnected page asks for what it missed and ends where one that never left does", async () => {
  const log = numbered([start("phase_1"), line("a"), done("phase_1")]);
  const { wire, paint, watched, view, leave } = rig(log);
  wire().events(RUN, log.slice(0, 1));
  paint();
  wire().disconnected();
  expect(view().sync.kind).toBe("reconnecting");
  wire().connected();
  await settled();
  paint();
  expect(watched.at(-1)?.afterSeq).toBe(1);
  expect(view().state).toEqual(fold(initial, log));
  leave();
});

test("[LIVE6] the badge is live only when all that was announced is shown", async () => {
  const log = numbered([line("a"), line("b")]);
  const { wire, paint, clock, view, leave } = rig([]);
  expect(view().sync).toEqual({ kind: "connecting" });
  wire().connected();
  await settled();
  expect(view().sync).toEqual({ kind: "live", lagMs: null });
  wire().heartbeat({ runId: RUN, seq: 2, at, placeInLine: null });
  expect(view().sync).toEqual({ kind: "catching-up", behind: 2 });
  clock.ms += 40;
  wire().events(RUN, log);
  paint();
  expect(view().sync).toEqual({ kind: "live", lagMs: 40 });
  clock.ms += 13_000;
  wire().heartbeat({ runId: "another", seq: 9, at, placeInLine: null });
  wire().events("another", []);
  wire().disconnected();
  clock.ms += 11_000;
  wire().disconnected();
  expect(view().sync.kind).toBe("offline");
  leave();
});

test("[EVT3] a beat that counts events which never came has them asked for, once", async () => {
  const log = numbered([line("a"), line("b")]);
  const { wire, watched, paint, view, leave } = rig(log);
  wire().connected();
  await settled();
  paint();
  expect(view().state.seq).toBe(2);
  log.push({ ...log[1]!, seq: 3 });
  wire().heartbeat({ runId: RUN, seq: 2, at, placeInLine: null });
  expect(watched).toHaveLength(1);
  wire().heartbeat({ runId: RUN, seq: 3, at, placeInLine: null });
  wire().heartbeat({ runId: RUN, seq: 3, at, placeInLine: null });
  await settled();
  paint();
  expect(watched).toMatchObject([{ afterSeq: 0 }, { afterSeq: 2 }]);
  expect(view().state).toEqual(fold(initial, log));
  leave();
});

test("[LIVE2] a refusal is shown in its own words and is not mistaken for live", () => {
  const { wire, view, leave } = rig([]);
  wire().ended({ runId: RUN, code: "ERR_AUTH_001", message: "Your session is over. Sign in again." });
  expect(view().sync).toMatchObject({ kind: "refused", code: "ERR_AUTH_001" });
  leave();
});

test("[LIVE8] a page shown again has caught up before it paints", () => {
  const log = numbered([start("phase_1"), done("phase_1"), line("a")]);
  const { store, wire, view, leave } = rig(log);
  wire().events(RUN, log);
  store.catchUp();
  expect(view().state).toEqual(fold(initial, log));
  leave();
});

test("[EVT3] whatever the wire drops, doubles or reorders, the view ends as the fold of the log", async () => {
  const log = numbered([
    start("phase_1"),
    line("a"),
    line("b"),
    done("phase_1"),
    start("phase_1_5"),
    line("c"),
    done("phase_1_5"),
  ]);
  const deliveries = fc.array(fc.array(fc.constantFrom(...log), { maxLength: 5 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(deliveries, async (batches) => {
      const { wire, paint, view, leave, frames } = rig(log);
      for (const batch of batches) {
        wire().events(RUN, batch);
        paint();
        await settled();
      }
      wire().connected();
      await settled();
      while (frames.length > 0) paint();
      expect(view().state).toEqual(fold(initial, log));
      expect(view().lines.map(({ message }) => message)).toEqual(["a", "b", "c"]);
      leave();
    }),
    { numRuns: 100 },
  );
});

test("[LIVE6] a watch that was not answered, or could not be read, is asked again while the line stands", async () => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const { connection, wire, paint, view, leave } = rig([]);
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    paint();
    await vi.advanceTimersByTimeAsync(0);
  };
  const unreadable = { ok: false, code: "ERR_LIVE_002", message: "Try again." } as const;
  const watch = vi
    .spyOn(connection, "watch")
    .mockRejectedValueOnce(new Error("timeout"))
    .mockResolvedValueOnce(unreadable);
  connection.isConnected = () => true;
  wire().connected();
  await vi.advanceTimersByTimeAsync(1);
  expect(view().sync.kind).toBe("reconnecting");
  await pass(1_000);
  expect([watch.mock.calls.length, view().sync.kind]).toEqual([2, "reconnecting"]);
  await pass(1_000);
  expect([watch.mock.calls.length, view().sync.kind]).toEqual([3, "live"]);
  await pass(5_000);
  expect(watch).toHaveBeenCalledTimes(3);
  leave();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("[PRG2] a viewer whose clock is an hour off counts a run's time by the server's", async () => {
  const { clock, server, wire, view, leave } = rig([]);
  expect(view().clockOffsetMs).toBeNull();
  clock.ms += 3_600_000;
  server.aheadMs = -3_600_000;
  wire().connected();
  await settled();
  expect(view().clockOffsetMs).toBe(-3_600_000);
  // A message that was on its way for long tells nothing new, one that was faster tells it better.
  const later = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
  clock.ms += 5_000;
  wire().heartbeat({ runId: RUN, seq: 0, at: later(4_400), placeInLine: null });
  expect(view().clockOffsetMs).toBe(-3_600_000);
  wire().heartbeat({ runId: RUN, seq: 0, at: later(5_020), placeInLine: null });
  expect(view().clockOffsetMs).toBe(-3_599_980);
  leave();
});

test("[PRG2] a viewer's clock that is set while the run is watched is followed, forth and back", async () => {
  const { clock, server, serverTime, wire, view, leave } = rig([]);
  const beat = () => wire().heartbeat({ runId: RUN, seq: 0, at: serverTime(), placeInLine: null });
  wire().connected();
  await settled();
  for (const setByMs of [3_600_000, -3_600_000]) {
    clock.ms += setByMs;
    server.aheadMs -= setByMs;
    beat();
    await settled();
    expect(view()).toMatchObject({ clockOffsetMs: server.aheadMs, sync: { kind: "live" } });
  }
  leave();
});

/** A store that is live, on timers of the test's own; `pass` lets time go by. */
async function liveRig() {
  vi.useFakeTimers();
  const made = rig([]);
  let isUp = true;
  made.connection.isConnected = () => isUp;
  const cut = () => {
    isUp = false;
    made.wire().disconnected();
  };
  const mend = async () => {
    isUp = true;
    made.wire().connected();
    await vi.advanceTimersByTimeAsync(0);
  };
  await mend();
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) {
      made.clock.ms += Math.min(left, 1_000);
      await vi.advanceTimersByTimeAsync(Math.min(left, 1_000));
      made.paint();
      await vi.advanceTimersByTimeAsync(0);
    }
  };
  const beat = (late = 0) => {
    const sent = new Date(made.clock.ms + made.server.aheadMs - late).toISOString();
    made.wire().heartbeat({ runId: RUN, seq: 0, at: sent, placeInLine: null });
  };
  const leave = () => {
    made.leave();
    vi.useRealTimers();
  };
  return { ...made, cut, mend, pass, beat, leave };
}

test("[LIVE6] an open line over which nothing comes is not live, is held for dead, and is opened anew", async () => {
  const { connection, clock, beat, pass, view, leave } = await liveRig();
  await pass(5_000);
  beat();
  const heardAt = clock.ms;
  await pass(6_000);
  expect(view()).toMatchObject({ sync: { kind: "live" }, asOfMs: null });
  await pass(1_000);
  expect(view()).toMatchObject({ sync: { kind: "silent", since: heardAt }, asOfMs: heardAt });
  expect(connection.renew).not.toHaveBeenCalled();
  await pass(5_000);
  expect(view()).toMatchObject({ sync: { kind: "reconnecting", since: heardAt }, asOfMs: heardAt });
  expect(connection.renew).toHaveBeenCalledTimes(1);
  beat();
  expect(view()).toMatchObject({ sync: { kind: "live" }, asOfMs: null });
  leave();
});

test("[LIVE6] what comes late is not live: the page says by how much, and from when what it shows is", async () => {
  const { connection, clock, beat, pass, view, leave } = await liveRig();
  // The question what time it is gets as old an answer as everything else.
  vi.spyOn(connection, "watch").mockImplementation(async () => {
    const sent = new Date(clock.ms).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    return { ok: true, value: { kind: "events", events: [], at: sent, upSince: at } };
  });
  await pass(5_000);
  beat(4_000);
  expect(view()).toMatchObject({ sync: { kind: "delayed", lateMs: 4_000 }, asOfMs: clock.ms - 4_000 });
  await pass(4_000);
  expect(view().sync).toEqual({ kind: "delayed", lateMs: 4_000 });
  beat(30);
  expect(view()).toMatchObject({ sync: { kind: "live" }, asOfMs: null });
  leave();
});

test("[LIVE6] a server that was started anew is told once, and then the page is live", async () => {
  const { server, serverTime, cut, mend, beat, pass, view, leave } = await liveRig();
  await pass(5_000);
  beat();
  cut();
  await pass(1_000);
  server.upSince = serverTime();
  await pass(1_000);
  await mend();
  expect(view().sync).toEqual({ kind: "restarted" });
  beat();
  await pass(6_000);
  expect(view().sync).toEqual({ kind: "live", lagMs: null });
  cut();
  await mend();
  expect(view().sync).toEqual({ kind: "live", lagMs: null });
  leave();
});

test("[LIVE6] another process that has been up all along is no restart", async () => {
  const { server, cut, mend, pass, view, leave } = await liveRig();
  await pass(1_000);
  server.upSince = new Date(Date.parse(at) - 60_000).toISOString();
  cut();
  await mend();
  expect(view().sync.kind).toBe("live");
  leave();
});

test("[LIVE2] whoever has signed in again meanwhile is admitted when the page is shown", async () => {
  const { store, connection, wire, view, leave } = rig([]);
  wire().refused("ERR_AUTH_001", "Your session is over. Sign in again.");
  store.catchUp();
  expect(connection.renew).toHaveBeenCalledTimes(1);
  expect(view().sync.kind).toBe("refused");
  wire().connected();
  await settled();
  expect(view().sync.kind).toBe("live");
  leave();
});

test("[LIVE6] the lag is that of events sent by the server, not of those that were missed and asked for", async () => {
  const log = numbered([line("missed"), line("sent")]);
  const { clock, wire, paint, view, leave } = rig(log.slice(0, 1));
  clock.ms += 60_000;
  wire().connected();
  await settled();
  paint();
  expect(view().sync).toEqual({ kind: "live", lagMs: null });
  wire().events(RUN, [{ ...log[1]!, at: new Date(clock.ms - 25).toISOString() }]);
  paint();
  expect(view().sync).toEqual({ kind: "live", lagMs: 25 });
  leave();
});
