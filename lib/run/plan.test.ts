import { expect, test } from "vitest";
import { PLAN, plannedPhase, planOrder } from "./plan.ts";

test("[PLAN1] nine phases in their fixed order", () => {
  expect(PLAN.map(({ id, name, unit }) => `${id} · ${name} (${unit})`)).toEqual([
    "phase_1 · Market Data Collection (symbols)",
    "phase_1_5 · Factor Analysis (symbols)",
    "phase_1_75 · Symbol Metrics (symbols)",
    "phase_0 · Company Profile Sync (symbols)",
    "phase_2 · Fundamental Data Collection (symbols)",
    "phase_3 · P&L Calculation & Snapshots (dates)",
    "phase_4 · Position Market Value Updates (dates)",
    "phase_5 · Sector Tag Restoration (positions)",
    "phase_6 · Risk Analytics (dates)",
  ]);
});

test("[PLAN1] a phase needs only phases before it", () => {
  for (const phase of PLAN) for (const need of phase.needs) expect(planOrder(need)).toBeLessThan(planOrder(phase.id));
});

test("[PRG1] the default weights add up to 100", () => {
  expect(PLAN.reduce((sum, { defaultWeight }) => sum + defaultWeight, 0)).toBe(100);
});

test("[PH5] phases 0, 2 and 5 concern the present", () => {
  expect(PLAN.filter(({ presentOnly }) => presentOnly).map(({ id }) => id)).toEqual(["phase_0", "phase_2", "phase_5"]);
});

test("[PLAN3] ids this version does not know sort last", () => {
  expect(planOrder("phase_9")).toBe(PLAN.length);
  expect(plannedPhase("phase_9")).toBeUndefined();
});
