import { expect, test, vi } from "vitest";
import { at, initial, line, numbered, RUN, settled, storeRig } from "#tests/fixtures/store-rig.ts";

/** A store that is live, on timers of the test's own; `pass` lets time go by. */
async function liveRig() {
  vi.useFakeTimers();
  const made = storeRig([]);
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
    made.paint();
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
    return { ok: true, value: { kind: "events", events: [], at: sent, upSince: at, placeInLine: null } };
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
  const { store, connection, wire, view, leave } = storeRig([]);
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
  const { clock, wire, paint, view, leave } = storeRig(log.slice(0, 1));
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

test("[LIVE6] without a network the page is offline at once, and live again where the server answers all the same", async () => {
  const { connection, wire, clock, view, leave } = await liveRig();
  const answers: (() => void)[] = [];
  const { watch } = connection;
  vi.spyOn(connection, "watch").mockImplementation(async (command) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    return watch(command);
  });
  clock.ms += 2_000;
  wire().networkGone();
  expect(view()).toMatchObject({ sync: { kind: "offline", since: clock.ms } });
  answers.splice(0).forEach((answer) => void answer());
  await vi.advanceTimersByTimeAsync(0);
  expect(view().sync.kind).toBe("live");
  leave();
});

test("[LIVE6] what has ended is final: neither a session that is over nor a new line changes that", async () => {
  const { connection, watched, wire, view, leave } = storeRig([]);
  wire().connected();
  await settled();
  wire().snapshot({ ...initial, status: "completed", seq: 9 });
  expect(view().sync.kind).toBe("ended");
  expect(connection.unwatch).toHaveBeenCalledWith(RUN);
  const asked = watched.length;
  wire().disconnected();
  wire().connected();
  wire().refused("ERR_AUTH_001", "Your session is over. Sign in again.");
  await settled();
  expect(view().sync.kind).toBe("ended");
  expect(watched).toHaveLength(asked);
  leave();
});

test("[LIVE6] since when the page is out of touch is told by the server's clock, as all times beside it are", async () => {
  const { server, clock, cut, mend, pass, view, leave } = await liveRig();
  server.aheadMs = 3_600_000;
  cut();
  await mend();
  await pass(2_000);
  const lostAt = clock.ms;
  cut();
  expect(view().sync).toEqual({ kind: "reconnecting", since: lostAt + 3_600_000 });
  await pass(10_000);
  expect(view().sync).toEqual({ kind: "offline", since: lostAt + 3_600_000 });
  leave();
});

test("[LIVE6] the place in line comes with the answer, before any heartbeat", async () => {
  const { server, cut, mend, view, leave } = await liveRig();
  server.placeInLine = 4;
  cut();
  await mend();
  expect(view().placeInLine).toBe(4);
  leave();
});

test("when anything was last heard of a run is known from the first event, before it from when the watch began", async () => {
  const { wire, clock, pass, view, leave } = await liveRig();
  expect(view().newestAtMs).toBe(clock.ms);
  await pass(3_000);
  const later = new Date(clock.ms - 500).toISOString();
  wire().events(
    RUN,
    numbered([line("a")]).map((event) => ({ ...event, at: later })),
  );
  await pass(1_000);
  expect(view().newestAtMs).toBe(Date.parse(later));
  leave();
});
