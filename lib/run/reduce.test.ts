import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyEvents, numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import type { RunEvent } from "./events.ts";
import { PLAN, planOrder } from "./plan.ts";
import { fold, reduce } from "./reduce.ts";
import { LOG_TAIL } from "./state.ts";

const line = (message: string) =>
  ({ type: "log", level: "info", logger: "app.batch", phase: null, message, count: 1 }) as const;

describe("the fold", () => {
  test("[EVT7] of any split of the events gives the same state", () => {
    const split = fc.tuple(anyEvents, fc.nat({ max: 60 }));
    fc.assert(
      fc.property(split, ([events, at]) => {
        const inTwo = fold(fold(queuedRun, events.slice(0, at)), events.slice(at));
        expect(inTwo).toEqual(fold(queuedRun, events));
      }),
    );
  });

  test("[EVT7] an event of a kind that is not known yet passes, and changes nothing else", () => {
    const [started] = numbered([runStart]);
    const before = fold(queuedRun, [started!]);
    const unknown = { ...started!, seq: 2, type: "run-weighed", grams: 5 } as unknown as RunEvent;
    expect(reduce(before, unknown)).toEqual({ ...before, seq: 2 });
  });

  test("[EVT3] an event already applied changes nothing", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const state = fold(queuedRun, events);
        for (const event of events) expect(reduce(state, event)).toBe(state);
      }),
    );
  });

  test("[EVT3] a gap is refused", () => {
    const [, second] = numbered([runStart, line("a")]);
    expect(() => reduce(queuedRun, second!)).toThrow(RangeError);
  });

  test("[EVT7] the state given is left as it was", () => {
    const before = structuredClone(queuedRun);
    fold(queuedRun, numbered([runStart, phaseComplete("phase_1"), line("a")]));
    expect(queuedRun).toEqual(before);
  });
});

describe("phases", () => {
  test("[PLAN3] all nine are pending from the first snapshot, in plan order", () => {
    expect(queuedRun.phases.map(({ id }) => id)).toEqual(PLAN.map(({ id }) => id));
    expect(queuedRun.phases.every(({ status }) => status === "pending")).toBe(true);
  });

  test("[PLAN3] they stay in plan order whatever order events arrive in; unknown ones sort last and show", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const orders = fold(queuedRun, events).phases.map(({ id }) => planOrder(id));
        expect(orders).toEqual(orders.toSorted((a, b) => a - b));
        expect(orders.slice(0, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
      }),
    );
  });

  test("[PH3] a phase keeps its first start, its progress never falls, and its end carries everything", () => {
    const warning = { code: "STALE", message: "Stale", items: ["A"] };
    const state = fold(
      queuedRun,
      numbered([
        runStart,
        { type: "phase-start", phase: "phase_3", total: 10 },
        { type: "progress", phase: "phase_3", current: 7, total: 10 },
        { type: "progress", phase: "phase_3", current: 4, total: 10 },
        phaseComplete("phase_3", { status: "warning", warnings: [warning], counts: { stale: 1 }, current: 9 }),
      ]),
    );
    expect(fold(queuedRun, numbered([runStart])).phases[5]?.startedAt).toBeNull();
    expect(state.phases[5]).toMatchObject({
      status: "warning",
      current: 9,
      summary: "phase_3 done",
      counts: { stale: 1 },
      warnings: [warning],
      startedAt: "2025-03-14T21:00:02.000Z",
      endedAt: "2025-03-14T21:00:05.000Z",
      busyMs: 1_500,
    });
  });
});

describe("the run", () => {
  test("[RUN2] begins with run-start and ends with run-complete", () => {
    const started = fold(queuedRun, numbered([runStart]));
    expect(started).toMatchObject({ status: "running", startedAt: "2025-03-14T21:00:01.000Z", seq: 1 });
    const end = { type: "run-complete", status: "partial", durationMs: 9, datesProcessed: 4, datesTotal: 5 } as const;
    const ended = fold(queuedRun, numbered([runStart, { ...end, reason: "why" }]));
    expect(ended).toMatchObject({ status: "partial", durationMs: 9, datesProcessed: 4, reason: "why", percent: 100 });
    expect(ended.endedAt).toBe("2025-03-14T21:00:02.000Z");
  });

  test("[EVT7] it holds the counts of all entries and the newest 200 lines", () => {
    const lines = Array.from({ length: LOG_TAIL + 5 }, (_, index) => line(`line ${index}`));
    const state = fold(queuedRun, numbered([...lines, { ...line("bad"), level: "error" }]));
    expect(state.logCounts).toEqual({ info: LOG_TAIL + 5, warning: 0, error: 1 });
    expect(state.log).toHaveLength(LOG_TAIL);
    expect(state.log[0]?.message).toBe("line 6");
    expect(state.log.at(-1)).toMatchObject({ message: "bad", level: "error", seq: LOG_TAIL + 6 });
  });

  test("[EVT2] run-resume is counted, run-cancel remembered", () => {
    const state = fold(
      queuedRun,
      numbered([runStart, { type: "run-resume", phase: null }, { type: "run-cancel", by: "Ada", reason: null }]),
    );
    expect(state).toMatchObject({ resumes: 1, cancelRequested: true, status: "running" });
  });
});

describe("percent", () => {
  test("[PRG1] it never falls, and is 100 only at the end", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state = queuedRun;
        for (const event of events) {
          const next = reduce(state, event);
          expect(next.percent).toBeGreaterThanOrEqual(state.percent);
          state = next;
          if (events.slice(0, next.seq).every(({ type }) => type !== "run-complete"))
            expect(next.percent).toBeLessThan(100);
        }
      }),
    );
  });

  test("[PRG1] it is the weighted share of what is done, floored", () => {
    const state = fold(
      queuedRun,
      numbered([
        runStart,
        phaseComplete("phase_1"),
        { type: "phase-start", phase: "phase_1_5", total: 10 },
        { type: "progress", phase: "phase_1_5", current: 3, total: 10 },
      ]),
    );
    expect(state.percent).toBe(15 + 6);
  });

  test("[PRG1] what is left out moves it with the next step only, so that a failed run does not end near 100", () => {
    const left = PLAN.slice(1).map(({ id }) => phaseComplete(id, { status: "skipped", reason: "the run failed" }));
    const failed = fold(queuedRun, numbered([runStart, phaseComplete("phase_1", { status: "failed" }), ...left]));
    expect(failed.percent).toBe(15);
    const skipped = phaseComplete("phase_0", { status: "skipped", reason: "past dates" });
    const goesOn = fold(queuedRun, numbered([runStart, skipped, phaseComplete("phase_1")]));
    expect(goesOn.percent).toBe(20);
  });

  test("[PRG1] all phases done is 99 until the run says so", () => {
    const all = numbered([runStart, ...PLAN.map(({ id }) => phaseComplete(id))]);
    expect(fold(queuedRun, all).percent).toBe(99);
  });
});
