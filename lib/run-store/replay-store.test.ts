import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import type { RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { anyEvents, numbered, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { EventsRemoved, ReplayStore } from "./replay-store.ts";
import type { RunView } from "./run-store.ts";

const line = (message: string) =>
  ({ type: "log", level: "info", logger: "app.batch", phase: null, message, count: 1 }) as const;
/** A second apart. */
const lines = (count: number) =>
  numbered([runStart, ...Array.from({ length: count - 1 }, (_, i) => line(`line ${i}`))]);
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A replay of events in memory, from the newest on; frames and the clock are the test's own. */
async function rig(events: RunEvent[], { upTo = events.length } = {}) {
  const stateAt = (seq: number) => fold(queuedRun, events.slice(0, seq));
  const live = createStore<RunView>()(() => ({
    ...{ state: stateAt(upTo), lines: [], sync: { kind: "live", lagMs: null }, placeInLine: null },
    ...{ clockOffsetMs: 0, asOfMs: null, newestAtMs: null },
  }));
  const frames: (() => void)[] = [];
  const clock = { ms: 0 };
  const caughtUp = vi.fn();
  const fetchEvents = vi.fn(async (after: number, limit: number) => events.slice(after, after + limit));
  const store = new ReplayStore({
    ...{ from: stateAt(upTo), live, fetchEvents, fetchState: async (at) => stateAt(at) },
    ...{ schedule: (apply) => frames.push(apply), now: () => clock.ms, caughtUp },
  });
  const leave = store.start();
  await settled();
  const paint = async (ms: number) => {
    clock.ms += ms;
    for (const apply of frames.splice(0)) apply();
    await settled();
  };
  const grow = (seq: number) => live.setState({ state: stateAt(seq) });
  return { store, live, caughtUp, fetchEvents, frames, paint, grow, leave, stateAt, view: () => store.view.getState() };
}

test("[EVT7] whatever point is sought, what is shown is the fold of the events up to it", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyEvents,
      fc.array(fc.integer({ min: -3, max: 65 }), { maxLength: 12 }),
      async (events, seeks) => {
        const { store, stateAt, view, leave } = await rig(events);
        for (const seq of seeks) {
          store.seek(seq);
          await settled();
          const reached = Math.min(Math.max(0, seq), events.length);
          expect(view().state).toEqual(stateAt(reached));
          expect(view().sync).toMatchObject({ kind: "replay", behind: events.length - reached });
        }
        leave();
      },
    ),
    { numRuns: 50 },
  );
});

test("what is asked for while another point is read comes last, and nothing in between is shown", async () => {
  const { store, fetchEvents, view, leave } = await rig(lines(5_000));
  const shown: number[] = [];
  store.view.subscribe(({ state }, before) => state !== before.state && shown.push(state.seq));
  for (const seq of [1_500, 2_500, 3_500, 700]) store.seek(seq);
  await settled();
  expect(view()).toMatchObject({ state: { seq: 700 }, isLoading: false });
  expect(shown).toEqual([700]);
  expect(fetchEvents.mock.calls.map(([after]) => after)).toEqual([4_000, 1_000, 0]);
  leave();
});

test("a live run goes on meanwhile: the point stays, and what is behind it grows", async () => {
  const { store, grow, view, leave } = await rig(lines(100), { upTo: 40 });
  store.seek(10);
  await settled();
  grow(60);
  expect(view()).toMatchObject({ state: { seq: 10 }, lastSeq: 60, sync: { kind: "replay", behind: 50 } });
  store.seek(1_000);
  await settled();
  expect(view().state.seq).toBe(60);
  leave();
});

test("played, a run takes the time it took, and four times as fast a quarter of it", async () => {
  const { store, paint, view, leave } = await rig(lines(100));
  store.seek(10);
  await settled();
  store.play();
  for (let frame = 0; frame < 16; frame++) await paint(125);
  expect(view().state.seq).toBe(12);
  store.setSpeed(4);
  for (let frame = 0; frame < 16; frame++) await paint(125);
  expect(view().state.seq).toBe(20);
  expect(view().asOfMs).toBe(Date.UTC(2025, 2, 14, 21, 0, 20));
  store.pause();
  await paint(5_000);
  expect(view().state.seq).toBe(20);
  leave();
});

test("the clock of the point goes on between events; a long silence is cut short", async () => {
  const [first, second] = lines(2);
  const later = { ...second!, at: "2025-03-14T22:00:00.000Z" };
  const { store, paint, view, leave } = await rig([first!, later]);
  store.seek(1);
  await settled();
  store.play();
  await paint(100);
  expect(view()).toMatchObject({ state: { seq: 1 }, asOfMs: Date.parse(later.at) - 3_000 });
  await paint(100);
  expect(view().asOfMs).toBe(Date.parse(later.at) - 2_900);
  leave();
});

test("at the highest speed any run is over within 600 frames, across stretches that have to be read", async () => {
  const { store, paint, frames, view, leave } = await rig(lines(6_000));
  store.setSpeed("max");
  store.play();
  let painted = 0;
  while (frames.length > 0 && painted < 2_000) {
    await paint(16);
    painted += 1;
  }
  expect(view()).toMatchObject({ state: { seq: 6_000 }, isPlaying: false });
  expect(painted).toBeLessThan(700);
  leave();
});

test("played to the present of a run that goes on, it is left; of one that has ended, it stays", async () => {
  const going = await rig(lines(3));
  going.store.seek(2);
  await settled();
  going.store.setSpeed("max");
  going.store.play();
  await going.paint(16);
  await going.paint(16);
  expect(going.caughtUp).toHaveBeenCalledTimes(1);
  going.leave();
  const end = { type: "run-complete", status: "completed", durationMs: 9, datesProcessed: 5, datesTotal: 5 } as const;
  const over = await rig(numbered([runStart, { ...end, reason: null }]));
  over.store.play();
  over.store.setSpeed("max");
  for (let frame = 0; frame < 4; frame++) await over.paint(16);
  expect(over.view()).toMatchObject({ isPlaying: false, state: { seq: 2 } });
  expect(over.caughtUp).not.toHaveBeenCalled();
  over.leave();
});

test("a step stops playing and moves by one event", async () => {
  const { store, view, leave } = await rig(lines(10));
  store.seek(5);
  await settled();
  store.play();
  store.step(-1);
  await settled();
  expect(view()).toMatchObject({ state: { seq: 4 }, isPlaying: false });
  store.step(1);
  store.step(1);
  await settled();
  expect(view().state.seq).toBe(6);
  leave();
});

test("what cannot be read is said, the point before stays, and trying again goes there", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const { store, fetchEvents, view, leave } = await rig(lines(3_000));
  fetchEvents.mockRejectedValueOnce(new Error("away"));
  store.seek(5);
  await settled();
  expect(view()).toMatchObject({ failure: "unread", isLoading: false, state: { seq: 3_000 } });
  store.retry();
  await settled();
  expect(view()).toMatchObject({ failure: null, state: { seq: 5 } });
  fetchEvents.mockRejectedValueOnce(new EventsRemoved("gone"));
  store.seek(1_500);
  await settled();
  expect(view()).toMatchObject({ failure: "removed", state: { seq: 5 } });
  // Fewer events than were announced: it does not ask for ever.
  fetchEvents.mockResolvedValue([]);
  store.seek(1_600);
  await settled();
  expect(view().failure).toBe("unread");
  leave();
  vi.restoreAllMocks();
});
