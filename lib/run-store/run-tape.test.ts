import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { anyEvents, numbered, queuedRun } from "#tests/fixtures/run-events.ts";
import { MOST_REELS, REEL_EVENTS, RunTape } from "./run-tape.ts";

/** A tape over events in memory; what it asks for is counted. */
function tapeOver(events: RunEvent[]) {
  const fetchEvents = vi.fn(async (after: number, limit: number) => events.slice(after, after + limit));
  const fetchState = vi.fn(async (at: number) => fold(queuedRun, events.slice(0, at)));
  const tape = new RunTape({ initial: queuedRun, fetchEvents, fetchState });
  const at = async (seq: number) => {
    if (tape.stateAt(seq) === null) await tape.load(seq);
    return tape.stateAt(seq);
  };
  return { tape, at, fetchEvents, fetchState };
}

const line = (message: string) =>
  ({ type: "log", level: "info", logger: "app.batch", phase: null, message, count: 1 }) as const;
const lines = (count: number) => numbered(Array.from({ length: count }, (_, index) => line(`line ${index}`)));

test("[EVT7] the state at any seq, sought in any order, is the fold of the events up to it", async () => {
  const seeks = fc.array(fc.nat({ max: 60 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(anyEvents, seeks, async (events, sought) => {
      const { at } = tapeOver(events);
      for (const asked of sought) {
        const seq = Math.min(asked, events.length);
        expect(await at(seq)).toEqual(fold(queuedRun, events.slice(0, seq)));
      }
    }),
  );
});

test("[EVT7] so it is over many reels, forth and back", async () => {
  const events = lines(3 * REEL_EVENTS + 500);
  const { at } = tapeOver(events);
  for (const seq of [3_400, 1, 1_000, 1_001, 2_000, 2_999, 3_500, 0, 2_001]) {
    expect(await at(seq)).toEqual(fold(queuedRun, events.slice(0, seq)));
  }
});

test("a point far away costs one stretch and one state, a point close by nothing", async () => {
  const events = lines(20 * REEL_EVENTS);
  const { at, fetchEvents, fetchState } = tapeOver(events);
  await at(15_500);
  expect(fetchEvents.mock.calls).toEqual([[15_000, REEL_EVENTS]]);
  expect(fetchState.mock.calls).toEqual([[15_000]]);
  for (let seq = 15_400; seq <= 16_000; seq++) await at(seq);
  expect(fetchEvents).toHaveBeenCalledTimes(1);
  // What follows on a whole stretch is folded from it.
  await at(16_001);
  expect(fetchEvents).toHaveBeenCalledTimes(2);
  expect(fetchState).toHaveBeenCalledTimes(1);
});

test("a long run played through does not pile up in memory", async () => {
  const events = lines(20 * REEL_EVENTS);
  const { tape, at, fetchState } = tapeOver(events);
  for (let seq = 1; seq <= events.length; seq += 250) await at(seq);
  expect(tape.heldEvents()).toBeLessThanOrEqual(MOST_REELS * REEL_EVENTS);
  expect(fetchState).not.toHaveBeenCalled();
});

test("the newest stretch of a live run grows by what it lacks", async () => {
  const events = lines(100);
  const { at, tape, fetchEvents } = tapeOver(events);
  await at(100);
  expect(tape.stateAt(101)).toBeNull();
  events.push(...lines(150).slice(100));
  expect((await at(150))?.seq).toBe(150);
  expect(fetchEvents.mock.calls).toEqual([
    [0, REEL_EVENTS],
    [100, REEL_EVENTS - 100],
  ]);
  expect(tape.eventAt(150)?.seq).toBe(150);
});

test("what could not be read is thrown, and read when asked again", async () => {
  const { tape, fetchEvents } = tapeOver(lines(10));
  fetchEvents.mockRejectedValueOnce(new Error("away"));
  await expect(tape.load(5)).rejects.toThrow("away");
  await tape.load(5);
  expect(tape.stateAt(5)?.seq).toBe(5);
});
