import { expect, test } from "vitest";
import { queuedRun } from "#tests/fixtures/run-events.ts";
import { isRetryable, isUnpriced, lacksAnswers } from "./run-ending.ts";

const done = queuedRun.phases.map((phase) => ({ ...phase, status: "completed" as const, total: 10, current: 10 }));
const warned = (code: string) =>
  done.map((phase, index) =>
    index === 0 ? { ...phase, status: "warning" as const, warnings: [{ code, message: "", items: [] }] } : phase,
  );

test("[RUN9] a run that left something to do can be retried", () => {
  expect(isRetryable({ status: "failed", phases: queuedRun.phases })).toBe(true);
  expect(isRetryable({ status: "cancelled", phases: done })).toBe(true);
  expect(isRetryable({ status: "partial", phases: done })).toBe(false);
  expect(isRetryable({ status: "completed", phases: done })).toBe(false);
  const [first, ...rest] = done;
  expect(isRetryable({ status: "partial", phases: [{ ...first!, status: "failed" }, ...rest] })).toBe(true);
});

test("a finished run that lacks what a source may have by now can be tried again", () => {
  expect(lacksAnswers({ status: "partial", phases: warned("prices-not-refreshed") })).toBe(true);
  expect(lacksAnswers({ status: "partial", phases: warned("coverage-low") })).toBe(false);
  expect(lacksAnswers({ status: "completed", phases: warned("symbols-unavailable") })).toBe(false);
  const [first, ...rest] = warned("symbols-unavailable");
  expect(lacksAnswers({ status: "partial", phases: [{ ...first!, status: "failed" }, ...rest] })).toBe(false);
});

test("a run that failed before it had prices is unpriced", () => {
  expect(isUnpriced({ status: "failed", phases: queuedRun.phases })).toBe(true);
  expect(isUnpriced({ status: "failed", phases: done })).toBe(false);
  expect(isUnpriced({ status: "partial", phases: queuedRun.phases })).toBe(false);
});
