import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import type { RunEvent, UsualDurations } from "./events.ts";
import { PLAN } from "./plan.ts";
import { fold } from "./reduce.ts";
import type { RunState } from "./state.ts";
import { isSlow, phaseTimeLeft, timeLeft, usualRange } from "./time-left.ts";

type Bare = Parameters<typeof numbered>[0][number];

/** Nine phases of one to two seconds each: nine to eighteen when the run begins. */
const usual: UsualDurations = {
  runs: 12,
  phases: Object.fromEntries(
    PLAN.map(({ id }, index) => {
      const ahead = PLAN.length - index;
      return [id, { p10: 1_000, p50: 1_500, p90: 2_000, p95: 2_100, left10: 1_000 * ahead, left90: 2_000 * ahead }];
    }),
  ),
};
const begun: Bare = { ...runStart, usual } as Bare;
const after = (...events: Bare[]): RunState => fold(queuedRun, numbered(events));
const at = (phase: string, current: number): Bare[] => [
  { type: "phase-start", phase, total: 10 },
  { type: "progress", phase, current, total: 10 },
];

test("[PRG2] at its beginning a run has before it what like runs had", () => {
  expect(timeLeft(after(begun))).toEqual({ lowMs: 9_000, highMs: 18_000 });
});

test("[PRG2] within a phase, its unfinished part and all that follows", () => {
  expect(timeLeft(after(begun, ...at("phase_1", 5)))).toEqual({ lowMs: 8_500, highMs: 17_000 });
  expect(timeLeft(after(begun, phaseComplete("phase_1"), ...at("phase_1_5", 10)))).toEqual({
    lowMs: 7_000,
    highMs: 14_000,
  });
});

test("[PRG2] phases that will not run are not waited for", () => {
  const { phase_0: _left, ...rest } = usual.phases;
  const carried = { ...begun, usual: { runs: 12, phases: rest } } as Bare;
  const upTo = ["phase_1", "phase_1_5", "phase_1_75"].map((id) => phaseComplete(id));
  expect(timeLeft(after(carried, ...upTo))).toEqual({ lowMs: 5_000, highMs: 10_000 });
});

test("[PRG2] a scaled range is narrowed by the phase's own rate, one of like runs is not", () => {
  const wide = { p10: 1_000, p50: 6_000, p90: 30_000, p95: 30_000, left10: 2_000, left90: 60_000 };
  const then = { p10: 1_000, p50: 6_000, p90: 30_000, p95: 30_000, left10: 1_000, left90: 30_000 };
  const scaled = { ...begun, usual: { runs: 3, phases: { phase_1: wide, phase_1_5: then } } } as Bare;
  const state = after(scaled, ...at("phase_1", 5));
  const phase = state.phases[0]!;
  const now = Date.parse(phase.startedAt!) + 6_000;
  // Half of it took six seconds: six more, or a third less, or half as much again.
  expect(phaseTimeLeft(state, phase, now)).toEqual({ lowMs: 4_000, highMs: 9_000 });
  expect(timeLeft(state, now)).toEqual({ lowMs: 5_000, highMs: 39_000 });
  expect(phaseTimeLeft(state, phase, null)).toEqual({ lowMs: 500, highMs: 15_000 });
  expect(timeLeft(state)).toEqual({ lowMs: 1_500, highMs: 45_000 });
  // What is observed counts where the two have nothing in common.
  expect(phaseTimeLeft(state, phase, now + 60_000)).toEqual({ lowMs: 44_000, highMs: 99_000 });
  const like = { ...state, usual: { ...state.usual!, runs: 10 } };
  expect(phaseTimeLeft(like, phase, now)).toEqual({ lowMs: 500, highMs: 15_000 });
  expect(phaseTimeLeft({ ...state, resumes: 1 }, phase, now)).toEqual({ lowMs: 500, highMs: 15_000 });
  expect(phaseTimeLeft(state, state.phases[1]!, now)).toBeNull();
});

test("[PRG2] nothing is promised without an earlier run, before the start or after the end", () => {
  expect(timeLeft(after(runStart))).toBeNull();
  expect(timeLeft(queuedRun)).toBeNull();
  const end: Bare = {
    ...{ type: "run-complete", status: "completed", durationMs: 1, datesProcessed: 5, datesTotal: 5, reason: null },
  };
  expect(timeLeft(after(begun, end))).toBeNull();
});

test("[PRG2] the range never rises while phases make progress, and its ends never cross", () => {
  const steps = PLAN.flatMap(({ id }) => [
    { type: "phase-start" as const, phase: id, total: 10 },
    ...[2, 5, 10].map((current): Bare => ({ type: "progress", phase: id, current, total: 10 })),
    phaseComplete(id),
  ]);
  const events: RunEvent[] = numbered([begun, ...steps]);
  fc.assert(
    fc.property(fc.nat({ max: events.length - 2 }), (index) => {
      const now = timeLeft(fold(queuedRun, events.slice(0, index + 1)));
      const next = timeLeft(fold(queuedRun, events.slice(0, index + 2)));
      expect(next!.highMs).toBeLessThanOrEqual(now!.highMs);
      expect(next!.lowMs).toBeLessThanOrEqual(next!.highMs);
    }),
  );
});

test("[PRG2] a phase is slow once it has passed its own p95 by three seconds", () => {
  const state = after(begun, ...at("phase_1", 1));
  const phase = state.phases[0]!;
  const started = Date.parse(phase.startedAt!);
  expect(isSlow(state, phase, started + 5_100)).toBe(false);
  expect(isSlow(state, phase, started + 5_101)).toBe(true);
  expect(isSlow({ ...state, usual: null }, phase, started + 9_999)).toBe(false);
  expect(isSlow(state, state.phases[1]!, started + 9_999)).toBe(false);
});

test("[PRG2] of a phase that stands still, or is far behind like runs, no more is promised than its own rate bears out", () => {
  const slow = { p10: 8_000, p50: 9_000, p90: 10_000, p95: 10_000, left10: 16_000, left90: 20_000 };
  const then = { ...slow, left10: 8_000, left90: 10_000 };
  const known = { ...begun, usual: { runs: 12, phases: { phase_1: slow, phase_1_5: then } } } as Bare;
  const at1 = after(known, ...at("phase_1", 1));
  const started = Date.parse(at1.phases[0]!.startedAt!);
  const both = (state: RunState, now: number) => [timeLeft(state, now), phaseTimeLeft(state, state.phases[0]!, now)];
  // One unit of ten: the second is over after two seconds in nearly all runs, in this one not after seven and a half.
  expect(both(at1, started + 7_400)[1]).toEqual({ lowMs: 7_200, highMs: 9_000 });
  // A tenth in eight seconds: 72 more, or a third less, or half as much again.
  const [run, phase] = both(at1, started + 8_000);
  expect(phase).toEqual({ lowMs: 48_000, highMs: 108_000 });
  expect(run).toEqual({ lowMs: 56_000, highMs: 118_000 });
  const at0 = after(known, ...at("phase_1", 0));
  expect(both(at0, started + 6_000)).not.toContain(null);
  expect(both(at0, started + 8_000)).toEqual([null, null]);
});

test("[PRG2] of a run that has changed hands no phase is called slow: it may have waited for a worker", () => {
  const state = after(begun, ...at("phase_1", 1), { type: "run-resume", phase: "phase_1" });
  const phase = state.phases[0]!;
  expect(isSlow(state, phase, Date.parse(phase.startedAt!) + 9_999)).toBe(false);
});

test("[PRG2] what a phase usually takes is its p10 to p90", () => {
  expect(usualRange({ usual }, "phase_1")).toEqual({ lowMs: 1_000, highMs: 2_000 });
  expect(usualRange({ usual }, "phase_of_a_newer_version")).toBeNull();
});
