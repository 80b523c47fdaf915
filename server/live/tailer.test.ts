import { expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/run/events.ts";
import { createTailer } from "./tailer.ts";

const at = "2026-01-02T15:00:00.000Z";
const progress = (seq: number): RunEvent => ({
  runId: "r",
  seq,
  at,
  type: "progress",
  phase: "phase_1",
  current: seq,
  total: 9,
});
const complete = (seq: number): RunEvent => ({
  runId: "r",
  seq,
  at,
  type: "complete",
  phase: "phase_1",
  status: "completed",
  current: 9,
  total: 9,
  summary: "",
  busyMs: 1,
  counts: {},
  warnings: [],
  reason: null,
});

function followed(log: RunEvent[], clock = { ms: 0 }) {
  const frames: number[][] = [];
  const read = vi.fn(async (_run: string, seq: number, limit: number) =>
    log.filter((e) => e.seq > seq).slice(0, limit),
  );
  const tailer = createTailer({
    runId: "r",
    from: 0,
    read,
    now: () => clock.ms,
    tickMs: () => 50,
    send: (events) => frames.push(events.map((event) => event.seq)),
  });
  return { tailer, frames, read };
}

test("[LIVE1] events of one tick come as one ordered frame, the first at once", async () => {
  vi.useFakeTimers();
  const clock = { ms: 1_000 };
  const log = [progress(1)];
  const { tailer, frames } = followed(log, clock);
  await tailer.advance(1);
  log.push(progress(2), progress(3));
  await tailer.advance(2);
  await tailer.advance(3);
  expect(frames).toEqual([[1]]);
  vi.advanceTimersByTime(50);
  expect(frames).toEqual([[1], [2, 3]]);
  vi.useRealTimers();
});

test("[LIVE1] the end of a phase does not wait for the tick", async () => {
  const log = [progress(1), progress(2), complete(3)];
  const { tailer, frames } = followed(log);
  await tailer.advance(1);
  expect(frames.flat()).toEqual([1, 2, 3]);
  tailer.close();
});

test("[LIVE4] hints that come while a read is under way lead to one more read, not to one each", async () => {
  const log = [complete(1)];
  const { tailer, frames, read } = followed(log);
  const first = tailer.advance(1);
  log.push(complete(2), complete(3));
  await Promise.all([first, tailer.advance(2), tailer.advance(3)]);
  expect(frames.flat()).toEqual([1, 2, 3]);
  expect(read.mock.calls.length).toBeLessThanOrEqual(2);
});

test("[EVT3] a hint for events already sent reads nothing", async () => {
  const { tailer, read } = followed([complete(1)]);
  await tailer.advance(1);
  const reads = read.mock.calls.length;
  await tailer.advance(1);
  expect(read.mock.calls.length).toBe(reads);
});
