import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { at, done, initial, line, numbered, RUN, settled, start, storeRig } from "#tests/fixtures/store-rig.ts";

test("[LIVE8] a thousand events are one change of the view per animation frame", () => {
  const log = numbered(Array.from({ length: 1_000 }, (_, i) => line(`line ${i}`)));
  const { store, wire, paint, view, leave } = storeRig(log);
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

test("[LIVE8] a heartbeat is shown with its frame, as events are", async () => {
  const log = numbered([line("a"), line("b")]);
  const { store, wire, paint, view, leave } = storeRig([]);
  wire().connected();
  await settled();
  const changes = vi.fn();
  store.view.subscribe(() => changes(view().state.seq, view().placeInLine));
  wire().events(RUN, log);
  wire().heartbeat({ runId: RUN, seq: 2, at, placeInLine: 3 });
  expect(changes).not.toHaveBeenCalled();
  paint();
  expect(changes.mock.lastCall).toEqual([2, 3]);
  leave();
});

test("[LIVE8] however short, a phase is seen pending, running and done", () => {
  const log = numbered([start("phase_1"), done("phase_1"), start("phase_1_5"), done("phase_1_5")]);
  const { store, wire, paint, leave } = storeRig(log);
  const seen: string[] = [];
  store.view.subscribe(({ state }) => seen.push(`${state.phases[0]?.status} ${state.phases[1]?.status}`));
  wire().events(RUN, log);
  for (let frame = 0; frame < 4; frame++) paint();
  expect(seen).toEqual(["running pending", "completed running", "completed completed"]);
  leave();
});

test("[EVT3] a gap is asked for again from the state's own seq", async () => {
  const log = numbered([line("a"), line("b"), line("c")]);
  const { wire, paint, watched, view, leave } = storeRig(log);
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
  const { wire, paint, watched, view, leave } = storeRig(log);
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
  const { wire, paint, clock, view, leave } = storeRig([]);
  expect(view().sync).toEqual({ kind: "connecting" });
  wire().connected();
  await settled();
  expect(view().sync).toEqual({ kind: "live", lagMs: null });
  wire().heartbeat({ runId: RUN, seq: 2, at, placeInLine: null });
  paint();
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
  const { wire, watched, paint, view, leave } = storeRig(log);
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
  const { wire, view, leave } = storeRig([]);
  wire().ended({ runId: RUN, code: "ERR_AUTH_001", message: "Your session is over. Sign in again." });
  expect(view().sync).toMatchObject({ kind: "refused", code: "ERR_AUTH_001" });
  leave();
});

test("[LIVE8] a page shown again has caught up before it paints", () => {
  const log = numbered([start("phase_1"), done("phase_1"), line("a")]);
  const { store, wire, view, leave } = storeRig(log);
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
      const { wire, paint, view, leave, frames } = storeRig(log);
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
  const { connection, wire, paint, view, leave } = storeRig([]);
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
  const { clock, server, wire, paint, view, leave } = storeRig([]);
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
  paint();
  expect(view().clockOffsetMs).toBe(-3_599_980);
  leave();
});

test("[PRG2] a viewer's clock that is set while the run is watched is followed, forth and back", async () => {
  const { clock, server, serverTime, wire, paint, view, leave } = storeRig([]);
  const beat = () => wire().heartbeat({ runId: RUN, seq: 0, at: serverTime(), placeInLine: null });
  wire().connected();
  await settled();
  for (const setByMs of [3_600_000, -3_600_000]) {
    clock.ms += setByMs;
    server.aheadMs -= setByMs;
    beat();
    await settled();
    paint();
    expect(view()).toMatchObject({ clockOffsetMs: server.aheadMs, sync: { kind: "live" } });
  }
  leave();
});
