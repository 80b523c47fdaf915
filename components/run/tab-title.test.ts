import { expect, test } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { tabTitle } from "./tab-title.ts";

const usual = { p10: 1, p50: 1, p90: 1, p95: 1, left10: 90_000, left90: 110_000 };
const events = numbered([runStart, phaseComplete("phase_1"), { type: "phase-start", phase: "phase_1_5", total: 10 }]);
const running = { ...fold(queuedRun, events), usual: { runs: 12, phases: { phase_1_5: usual } } };

test("a tab says how far the run is, in which phase, and about how long it still takes", () => {
  expect(tabTitle(running)).toBe("15% · phase 2/9 · ~1m 40s · Growth");
});

test("a tab says of a wide range what is as far from both of its ends", () => {
  const wide = { runs: 1, phases: { phase_1_5: { ...usual, left10: 10_000, left90: 160_000 } } };
  expect(tabTitle({ ...running, usual: wide })).toContain("~40s");
});

test("a tab without like runs leaves the time out", () => {
  expect(tabTitle({ ...running, usual: null })).toBe("15% · phase 2/9 · Growth");
});

test("a tab that hears nothing of a run under way says no figure of it; how it ended stays", () => {
  expect(tabTitle(running, { sync: "offline" })).toBe("Offline · Growth");
  expect(tabTitle(queuedRun, { sync: "refused" })).toBe("Not connected · Growth");
  expect(tabTitle(running, { sync: "reconnecting" })).toBe("Reconnecting · Growth");
  expect(tabTitle(running, { sync: "silent" })).toBe("No word · Growth");
  expect(tabTitle({ ...running, status: "failed" }, { sync: "offline" })).toBe("Setup Interrupted · Growth");
});

test("a tab whose page shows the past says so, and how the run stands now", () => {
  expect(tabTitle(running, { isReplay: true })).toBe("Replay · 15% · phase 2/9 · ~1m 40s · Growth");
  expect(tabTitle({ ...running, status: "failed" }, { isReplay: true })).toBe("Replay · Setup Interrupted · Growth");
});

test("a tab says the place in line, and how the run ended", () => {
  expect(tabTitle(queuedRun, { placeInLine: 2 })).toBe("Waiting to Start · Number 2 in Line · Growth");
  expect(tabTitle({ ...queuedRun, status: "failed", portfolio: null })).toBe("Setup Interrupted · Nightly run");
});
