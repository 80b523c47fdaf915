import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listedRun } from "#tests/fixtures/listed-runs.ts";
import { createWatchedLists, type WatchedLists } from "./watched-lists.ts";

const ENDED = "2026-01-02T15:00:09.000Z";

let lists: WatchedLists;
/** What is stored: seqs of runs by id, and when those that have ended did. */
let stored: Map<string, { seq: number; endedAt: string | null }>;
let isAway: boolean;
let isWatched: boolean;
let told: string[];
const read = vi.fn<(runIds: readonly string[]) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  stored = new Map();
  told = [];
  isAway = false;
  isWatched = true;
  read.mockReset();
  lists = createWatchedLists({
    isWatched: () => isWatched,
    positions: async () => new Map([...stored].filter(([, run]) => !run.endedAt).map(([id, { seq }]) => [id, seq])),
    async read(runIds) {
      read(runIds);
      if (isAway) throw new Error("CONNECTION_CLOSED");
      return runIds.flatMap((id) => {
        const run = stored.get(id);
        return run ? [{ run: listedRun({ id, ...run }), ownerId: "ann" }] : [];
      });
    },
    send: ({ run }) => told.push(`${run.id}@${run.seq}${run.endedAt ? " ended" : ""}`),
    failed: () => undefined,
    now: Date.now,
  });
});
afterEach(() => {
  lists.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("[LIVE4] a change whose reading fails is read again until it can be told, also the end of a run", async () => {
  stored.set("a", { seq: 5, endedAt: null });
  await lists.check();
  await vi.advanceTimersByTimeAsync(1_000);
  stored.set("a", { seq: 9, endedAt: ENDED });
  isAway = true;
  lists.hint("a", 9);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual(["a@5"]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(["a@5", "a@9 ended"]);
});

test("[LIVE4] the end of a run that a list was shown with is told though nothing else was ever told of it", async () => {
  stored.set("a", { seq: 5, endedAt: null });
  lists.shown([listedRun({ id: "a", seq: 5, endedAt: null })]);
  stored.set("a", { seq: 9, endedAt: ENDED });
  await lists.check();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(["a@9 ended"]);
});

test("[LIVE4] a list shown to one keeps no change from those who had it before", async () => {
  stored.set("new", { seq: 0, endedAt: null });
  lists.shown([listedRun({ id: "new", seq: 0, endedAt: null })]);
  await lists.check();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(["new@0"]);
});

test("[LIVE1] a failed reading is not tried again for nobody", async () => {
  stored.set("a", { seq: 5, endedAt: null });
  isAway = true;
  await lists.check();
  await vi.advanceTimersByTimeAsync(100);
  expect(read).toHaveBeenCalledTimes(1);
  isWatched = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(read).toHaveBeenCalledTimes(1);
});
