import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { anyEvents, numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { shownPercent } from "./shown-percent.ts";

const failed = { type: "run-complete", status: "failed", durationMs: 1, datesProcessed: 0, datesTotal: 5 } as const;

test("[PRG1] a run that failed at its first unit has done nothing", () => {
  const events = numbered([
    runStart,
    { type: "phase-start", phase: "phase_1", total: 10 },
    phaseComplete("phase_1", { status: "failed", current: 0 }),
    { ...failed, reason: "x" },
  ]);
  expect(fold(queuedRun, events).percent).toBe(15);
  expect(shownPercent(fold(queuedRun, events))).toBe(0);
});

test("[PRG1] a phase that broke off counts for its stored units", () => {
  const events = numbered([
    runStart,
    phaseComplete("phase_1"),
    { type: "phase-start", phase: "phase_1_5", total: 10 },
    phaseComplete("phase_1_5", { status: "failed", current: 5 }),
    { ...failed, reason: "x" },
  ]);
  expect(shownPercent(fold(queuedRun, events))).toBe(25);
});

test("[PRG1] it is never more than the run's own percent, and the same while the run goes on or when it is done", () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const state = fold(queuedRun, events);
      const isBroken = state.status === "failed" || state.status === "cancelled";
      expect(shownPercent(state)).toBeLessThanOrEqual(state.percent);
      if (!isBroken) expect(shownPercent(state)).toBe(state.percent);
    }),
  );
});
