import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventOf } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { latch } from "#tests/fixtures/latch.ts";
import { createMemoryRunStore, type MemoryRunStore } from "#tests/fixtures/memory-run-store.ts";
import { createTestClock, queuedState, type TestClock } from "#tests/fixtures/run-parts.ts";
import { LeaseLost, RunCancelled } from "./interruption.ts";
import type { LogEntry } from "./pending-events.ts";
import { createRecorder, type Recorder, type RecorderParts } from "./recorder.ts";

let clock: TestClock;
let store: MemoryRunStore;
let flushFailures: unknown[];
let announced: number[];

beforeEach(() => {
  vi.useFakeTimers();
  clock = createTestClock();
  store = createMemoryRunStore(queuedState());
  flushFailures = [];
  announced = [];
});
afterEach(() => vi.useRealTimers());

function open(parts: Partial<RecorderParts> = {}): Recorder {
  return createRecorder({
    store,
    clock,
    state: store.state,
    lastAt: null,
    epoch: 1,
    onCommitted: (_runId, seq) => announced.push(seq),
    onFlushFailed: (error) => flushFailures.push(error),
    ...parts,
  });
}

const entry = (message: string, change: Partial<LogEntry> = {}): LogEntry => ({
  level: "info",
  logger: "app.batch",
  phase: null,
  message,
  ...change,
});

const unit = (done: number) => ({ phase: "phase_3", checkpoint: { done, busyMs: 0, tally: null } });

const logs = () => store.events.filter((event): event is EventOf<"log"> => event.type === "log");
const progress = () => store.events.filter((event): event is EventOf<"progress"> => event.type === "progress");

describe("the activity log", () => {
  test("[EVT5] repeats within a flush fold into one entry with a count, in the place of the first", async () => {
    const recorder = open();
    recorder.log(entry("stale", { subject: { symbol: "A" } }));
    recorder.log(entry("other"));
    recorder.log(entry("stale", { subject: { symbol: "A" } }));
    recorder.log(entry("stale", { subject: { symbol: "B" } }));
    await recorder.commit();
    recorder.log(entry("stale", { subject: { symbol: "A" } }));
    await recorder.commit();
    const seen = logs().map(({ message, subject, count }) => `${message} ${subject?.symbol ?? "-"} ${count}`);
    expect(seen).toEqual(["stale A 2", "other - 1", "stale B 1", "stale A 1"]);
  });

  test("[EVT5] entries are flushed after 250 ms where no unit takes them along", async () => {
    const recorder = open();
    recorder.log(entry("quiet phase"));
    await vi.advanceTimersByTimeAsync(249);
    expect(logs()).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(logs()).toHaveLength(1);
    expect(announced).toEqual([1]);
    await recorder.close();
  });

  test("[LOG4] the bound is announced by an entry when it is reached", async () => {
    const recorder = open({ entryLimit: 2 });
    for (const message of ["one", "two", "three", "four"]) recorder.log(entry(message));
    await recorder.commit();
    recorder.log(entry("five"));
    await recorder.commit();
    expect(logs().map(({ message }) => message)).toEqual([
      "one",
      "two",
      "The activity log is full: further entries are not kept",
    ]);
  });

  test("[EVT5] text the database cannot keep is made so that it can", async () => {
    const recorder = open();
    recorder.log(entry("a\u0000b \ud800 c", { subject: { symbol: "X\u0000" } }));
    recorder.log(entry("é 😀 \\u0000"));
    await recorder.commit();
    expect(logs()[0]).toMatchObject({ message: "a\ufffdb \ufffd c", subject: { symbol: "X\ufffd" } });
    expect(logs()[1]?.message).toBe("é 😀 \\u0000");
  });
});

describe("numbers and times", () => {
  test("[EVT1] seq goes on from the stored one without gap, and at never goes back", async () => {
    const recorder = open({ state: { ...store.state, seq: 41 }, lastAt: "2025-03-14T22:00:00.000Z" });
    recorder.log(entry("by an earlier clock"));
    await recorder.commit();
    clock.advance(2 * 3_600_000);
    recorder.log(entry("later"));
    recorder.log(entry("later still"));
    await recorder.commit();
    expect(store.events.map(({ seq, at }) => `${seq} ${at}`)).toEqual([
      "42 2025-03-14T22:00:00.000Z",
      "43 2025-03-14T23:00:00.000Z",
      "44 2025-03-14T23:00:00.000Z",
    ]);
    expect(announced).toEqual([42, 44]);
  });

  test("[EVT1] commits asked for at once are made one after the other", async () => {
    const recorder = open();
    const commits = Array.from({ length: 20 }, (_, index) => {
      recorder.log(entry(`line ${index}`));
      return recorder.commit(unit(index + 1));
    });
    await Promise.all(commits);
    expect(store.events.map(({ seq }) => seq)).toEqual(store.events.map((_, index) => index + 1));
    expect(fold(queuedState(), store.events)).toEqual(recorder.state());
    expect(store.state).toEqual(recorder.state());
  });
});

describe("progress", () => {
  test("[EVT4] at most ten a second, the last value always sent before the end, never falling", async () => {
    const recorder = open();
    for (let done = 1; done <= 100; done++) {
      clock.advance(7);
      await recorder.commit(unit(done));
    }
    const ending = { status: "completed", current: 100, total: 100, summary: "", busyMs: 0 } as const;
    recorder.append({ type: "complete", phase: "phase_3", ...ending, counts: {}, warnings: [], reason: null });
    await recorder.commit();
    const values = progress().map(({ current }) => current);
    expect(values.length).toBeLessThanOrEqual(8);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values.at(-1)).toBe(100);
    expect(store.events.at(-1)?.type).toBe("complete");
  });

  test("[EVT4] a value held back is sent by the next flush when no unit follows", async () => {
    const recorder = open();
    await recorder.commit(unit(1));
    await recorder.commit(unit(2));
    expect(progress().map(({ current }) => current)).toEqual([1]);
    clock.advance(250);
    await vi.advanceTimersByTimeAsync(250);
    expect(progress().map(({ current }) => current)).toEqual([1, 2]);
    await recorder.close();
  });

  test("[RUN6] a unit that fails reports no progress, and its entries stay for the next commit", async () => {
    const recorder = open();
    recorder.log(entry("before it failed"));
    await expect(recorder.commit(unit(1), () => Promise.reject(new Error("constraint")))).rejects.toThrow("constraint");
    expect(store.events).toEqual([]);
    expect(recorder.state().seq).toBe(0);
    await recorder.commit();
    expect(store.events).toMatchObject([{ type: "log", message: "before it failed" }]);
  });

  test("[RUN6] what an event reports is committed with it or not at all", async () => {
    const recorder = open();
    store.epoch = 2;
    recorder.append({ type: "phase-start", phase: "phase_3", total: 5 });
    await expect(recorder.commit()).rejects.toBeInstanceOf(LeaseLost);
    store.epoch = 1;
    await recorder.commit();
    expect(store.events).toEqual([]);
  });
});

describe("the end of a run", () => {
  const end = { type: "run-complete", durationMs: 0, datesProcessed: 0, datesTotal: 0, reason: null } as const;
  const types = () => store.events.map(({ type }) => type);

  /** The store's next commit waits until the latch is opened. */
  function holdNextCommit() {
    const gate = latch();
    const { commit } = store;
    store.commit = async (...args) => {
      store.commit = commit;
      await gate.pass();
      return commit.apply(store, args);
    };
    return gate;
  }

  test("[RUN8] a unit that stood in line when the cancelling began is refused, and nothing follows run-complete", async () => {
    const recorder = open();
    const gate = holdNextCommit();
    recorder.log(entry("in flight"));
    const flush = recorder.commit();
    const late = recorder.commit(unit(3), async () => undefined);
    store.cancelRequestedBy = "Ada";
    const accepted = recorder.acceptCancel("Ada");
    recorder.append({ type: "run-cancel", by: "Ada", reason: null });
    recorder.append({ ...end, status: "cancelled" });
    const ended = recorder.commit();
    gate.open();
    await Promise.allSettled([flush, accepted]);
    await expect(late).rejects.toBeInstanceOf(RunCancelled);
    await ended;
    expect(types()).toEqual(["log", "run-cancel", "run-complete"]);
    expect(store.checkpoints.size).toBe(0);
  });

  test("[RUN2] what is logged behind the end of a run is not kept, unless the end could not be committed", async () => {
    const recorder = open();
    recorder.append({ ...end, status: "completed" });
    recorder.log(entry("too late"));
    store.cancelRequestedBy = "Ada";
    await expect(recorder.commit()).rejects.toBeInstanceOf(RunCancelled);
    await recorder.acceptCancel("Ada");
    recorder.log(entry("it goes on"));
    recorder.append({ ...end, status: "cancelled" });
    recorder.log(entry("too late again"));
    await recorder.commit();
    expect(store.events).toMatchObject([{ message: "it goes on" }, { type: "run-complete", status: "cancelled" }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("[RUN6] a flush in line takes nothing from the commit behind it", async () => {
    const recorder = open();
    const gate = holdNextCommit();
    const first = recorder.commit(unit(1));
    await gate.reached;
    recorder.log(entry("starts the timer"));
    await vi.advanceTimersByTimeAsync(250);
    recorder.append({ type: "phase-start", phase: "phase_4", total: 5 });
    const commits: number[] = [];
    const { commit } = store;
    store.commit = (step, save) => {
      commits.push(step.events.length);
      return commit.call(store, step, save);
    };
    const second = recorder.commit({ phase: "phase_4", result: 1 });
    gate.open();
    await Promise.all([first, second]);
    expect(commits).toEqual([2]);
    await recorder.close();
  });
});

test("[RUN5] a flush that finds the lease gone says so", async () => {
  const recorder = open();
  store.epoch = 2;
  recorder.log(entry("too late"));
  await vi.advanceTimersByTimeAsync(250);
  expect(flushFailures).toEqual([expect.any(LeaseLost)]);
  await recorder.close();
});

test("[LOG2] a closed recorder has no timer left", async () => {
  const recorder = open();
  recorder.log(entry("last words"));
  await recorder.close();
  expect(vi.getTimerCount()).toBe(0);
  recorder.log(entry("after the end"));
  expect(vi.getTimerCount()).toBe(0);
});
