import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer, WatchRunsCommand, WatchRunsValue } from "#lib/run/commands.ts";
import type { ListedRun } from "#lib/run/listed-run.ts";
import { listedRun } from "#tests/fixtures/listed-runs.ts";
import type { RunListConnection, RunListListener } from "./run-list-connection.ts";
import { RunListStore } from "./run-list-store.ts";

const at = "2026-01-02T15:00:00.000Z";
const run = (seq: number, changes: Partial<ListedRun> = {}) => listedRun({ seq, status: "running", ...changes });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A wire by hand: `stored` is what the server answers, what else is delivered is up to the test. */
function rig() {
  let listener: RunListListener | undefined;
  const frames: (() => void)[] = [];
  const server = { stored: [] as ListedRun[], refusal: null as Answer<WatchRunsValue> | null };
  const asked: WatchRunsCommand[] = [];
  const unwatchRuns = vi.fn();
  const connection: RunListConnection = {
    isConnected: () => true,
    async watchRuns(command) {
      asked.push(command);
      return server.refusal ?? { ok: true, value: { at, runs: server.stored } };
    },
    unwatchRuns,
    listenToRuns(given) {
      listener = given;
      return () => {
        listener = undefined;
      };
    },
  };
  const store = new RunListStore({
    ...{ connection, filter: { scope: "mine" }, now: () => Date.parse(at) - 250 },
    schedule: (apply) => frames.push(apply),
  });
  const wire = () => listener ?? expect.fail("not listening");
  const paint = () => frames.splice(0).forEach((apply) => void apply());
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { store, server, asked, unwatchRuns, wire, paint, settle, view: () => store.view.getState() };
}

test("[LIVE8] however many rows change, the view changes once per animation frame, to the newest row of each", async () => {
  const { store, wire, paint, settle, view } = rig();
  const leave = store.start();
  await settle();
  const changes = vi.fn();
  store.view.subscribe(changes);
  for (let seq = 1; seq <= 100; seq++) wire().runChanged(run(seq, { percent: seq }));
  wire().runChanged(run(7, { percent: 7 }));
  wire().runChanged(run(1, { id: "another" }));
  expect(changes).not.toHaveBeenCalled();
  paint();
  expect(changes).toHaveBeenCalledTimes(1);
  expect([...view().runs.values()].map(({ seq }) => seq)).toEqual([100, 1]);
  leave();
});

test("[LIVE3] a list that comes back asks after the rows it shows, and keeps the newer of two rows", async () => {
  const { store, server, asked, wire, paint, settle, view } = rig();
  store.show([run(1).id]);
  server.stored = [run(3)];
  const leave = store.start();
  wire().runChanged(run(5));
  await settle();
  paint();
  expect(asked).toEqual([{ filter: { scope: "mine" }, runIds: [run(1).id] }]);
  expect([...view().runs.values()].map(({ seq }) => seq)).toEqual([5]);
  wire().disconnected();
  expect(view().sync).toBe("lost");
  server.stored = [run(9, { status: "completed" })];
  wire().connected();
  await settle();
  paint();
  expect(view()).toMatchObject({ sync: "live", clockOffsetMs: 250 });
  expect(view().runs.get(run(9).id)?.status).toBe("completed");
  leave();
});

test("[LIVE8] while nobody looks nothing is watched", async () => {
  const { store, asked, unwatchRuns, settle, view } = rig();
  const leave = store.start();
  await settle();
  leave();
  expect(unwatchRuns).toHaveBeenCalledTimes(1);
  expect(view().sync).toBe("paused");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(1);
  store.start()();
  expect(asked).toHaveLength(2);
});

test("[LIVE6] a list that could not be read is asked for again; one that is refused says so", async () => {
  const { store, server, asked, wire, settle, view } = rig();
  server.refusal = { ok: false, code: "ERR_LIVE_005", message: "" };
  const leave = store.start();
  await settle();
  expect(view().sync).toBe("lost");
  server.refusal = null;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([asked.length, view().sync]).toEqual([2, "live"]);
  wire().ended({ runId: "of a run", code: "ERR_RUN_002", message: "" });
  expect(view().sync).toBe("live");
  wire().ended({ runId: null, code: "ERR_AUTH_001", message: "" });
  expect(view().sync).toBe("refused");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
  leave();
});

test("[LIVE8] a list that stays open keeps its own rows and the newest runs, and no more", async () => {
  const { store, wire, paint, settle, view } = rig();
  store.show(["own"]);
  const leave = store.start();
  await settle();
  wire().runChanged(run(1, { id: "own", createdAt: "2026-01-01T00:00:00.000Z" }));
  const createdAt = (index: number) => new Date(Date.parse("2026-01-02") + 1_000 * index).toISOString();
  for (let index = 0; index < 6_000; index++)
    wire().runChanged(run(1, { id: `r${index}`, createdAt: createdAt(index) }));
  paint();
  expect(view().runs.size).toBe(2_501);
  expect([view().runs.has("own"), view().runs.has("r5999"), view().runs.has("r0")]).toEqual([true, true, false]);
  leave();
});
