import { afterEach, expect, test, vi } from "vitest";
import type { RunListFilter } from "#lib/run/commands.ts";
import type { ListedRun } from "#lib/run/listed-run.ts";
import { listedRun } from "#tests/fixtures/listed-runs.ts";
import { type LiveClient, type LiveRig, openLiveRig } from "#tests/fixtures/live-rig.ts";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const GROWTH = { id: id(901), name: "Growth" };
const BONDS = { id: id(902), name: "Bonds" };
const owners = new Map([
  [GROWTH.id, "ann"],
  [BONDS.id, "bob"],
]);

let rig: LiveRig;
afterEach(async () => {
  await rig.close();
  expect(rig.failures).toEqual([]);
});

/** A gateway over runs in memory; `change` writes one and announces it, or does not. */
async function open() {
  const stored = new Map<string, ListedRun>();
  const listedRuns = vi.fn(async (ids: readonly string[]) =>
    [...stored.values()]
      .filter((run) => ids.includes(run.id))
      .map((run) => ({ run, ownerId: owners.get(run.portfolio?.id ?? "") ?? null })),
  );
  rig = await openLiveRig({
    listedRuns,
    activePositions: async () =>
      new Map([...stored.values()].filter((run) => run.endedAt === null).map((run) => [run.id, run.seq])),
    readList: async () => [...stored.values()],
  });
  rig.sessions.set("bob", { sessionId: "bob", userId: "bob", role: "user" });
  rig.sessions.set("root", { sessionId: "root", userId: "root", role: "admin" });
  const store = (n: number, seq: number, changes: Partial<ListedRun> = {}) =>
    stored.set(id(n), listedRun({ id: id(n), seq, status: "running", endedAt: null, portfolio: GROWTH, ...changes }));
  const change = (n: number, seq: number, changes: Partial<ListedRun> = {}) => {
    store(n, seq, changes);
    rig.gateway.hint(id(n), seq);
  };
  return { store, change, listedRuns };
}

/** A client that watches a list, and what it was told since: ids' last digits and seqs. */
async function watcher(session: string, filter: RunListFilter): Promise<{ socket: LiveClient; told: string[] }> {
  const socket = rig.client(session);
  const told: string[] = [];
  socket.on("run-changed", (run) => told.push(`${Number(run.id.slice(-3))}@${run.seq}`));
  expect(await socket.emitWithAck("watch-runs", { filter })).toMatchObject({ ok: true });
  return { socket, told };
}

test("[LIVE1] each is told of the runs of their filter: one's own, one portfolio's, or, admins, everybody's", async () => {
  const { change } = await open();
  const ann = await watcher("s1", { scope: "mine" });
  const bob = await watcher("bob", { scope: "mine" });
  const bobsGrowth = await watcher("bob", { scope: "mine", portfolioId: GROWTH.id });
  const root = await watcher("root", { scope: "all" });
  const rootsBonds = await watcher("root", { scope: "all", portfolioId: BONDS.id });
  change(1, 1);
  change(2, 1, { portfolio: BONDS });
  change(3, 1, { portfolio: null });
  await vi.waitFor(() => expect(root.told).toEqual(["1@1", "2@1", "3@1"]));
  await vi.waitFor(() => expect([ann.told, bob.told, rootsBonds.told]).toEqual([["1@1"], ["2@1"], ["2@1"]]));
  expect(bobsGrowth.told).toEqual([]);
});

test("[LIVE1] only admins watch everybody's runs, and a malformed filter is refused by name", async () => {
  await open();
  const all = rig.client().emitWithAck("watch-runs", { filter: { scope: "all" } });
  expect(await all).toMatchObject({ ok: false, code: "ERR_AUTH_002" });
  const odd = { filter: { scope: "mine" as const, portfolioId: "../etc" } };
  expect(await rig.client().emitWithAck("watch-runs", odd)).toMatchObject({ ok: false, code: "ERR_LIVE_001" });
});

test("[LIVE4] a run is told at most once a second, by one read, however many watch", async () => {
  const { change, listedRuns } = await open();
  const watchers = await Promise.all(Array.from({ length: 15 }, () => watcher("s1", { scope: "mine" })));
  change(1, 1);
  await vi.waitFor(() => expect(watchers.every(({ told }) => told.length === 1)).toBe(true));
  expect(listedRuns).toHaveBeenCalledTimes(1);
  for (let seq = 2; seq <= 50; seq++) change(1, seq);
  for (let n = 2; n <= 9; n++) change(n, 1);
  const second = ["1@50", ...Array.from({ length: 8 }, (_, i) => `${i + 2}@1`)];
  rig.clock.ms += 1_000;
  await vi.waitFor(() => expect(watchers[0]?.told.slice(1)).toEqual(second), { timeout: 3_000 });
  expect(listedRuns).toHaveBeenCalledTimes(2);
});

test("[LIVE4] what hints did not tell is found by the regular check: new, changed and ended runs, each once", async () => {
  const { store, listedRuns } = await open();
  const { told } = await watcher("s1", { scope: "mine" });
  store(1, 1);
  await rig.gateway.beat();
  await vi.waitFor(() => expect(told).toEqual(["1@1"]));
  rig.clock.ms += 5_000;
  store(1, 8, { status: "completed", endedAt: "2026-01-02T15:00:09.000Z" });
  await rig.gateway.beat();
  await vi.waitFor(() => expect(told).toEqual(["1@1", "1@8"]));
  rig.clock.ms += 5_000;
  listedRuns.mockClear();
  await rig.gateway.beat();
  rig.gateway.hint(id(1), 8);
  await rig.gateway.beat();
  expect(listedRuns).not.toHaveBeenCalled();
});

test("[LIVE1] nothing is read while nobody watches, and who has left is told nothing", async () => {
  const { change, listedRuns } = await open();
  const { socket, told } = await watcher("s1", { scope: "mine" });
  expect(await socket.emitWithAck("unwatch-runs")).toEqual({ ok: true, value: null });
  change(1, 1);
  await rig.gateway.beat();
  const other = await watcher("s1", { scope: "mine" });
  change(1, 2);
  await vi.waitFor(() => expect(other.told).toEqual(["1@2"]));
  expect(told).toEqual([]);
  expect(listedRuns.mock.calls).toEqual([[[id(1)]]]);
});
