import { expect, test } from "vitest";
import { phaseEnded, runPercent } from "./percent.ts";
import { type PhaseState, pendingPhase } from "./state.ts";

const phase = (change: Partial<PhaseState>): PhaseState => ({
  ...pendingPhase({ id: "phase_1", name: "One", unit: "symbols", weight: 50, total: 10 }),
  ...change,
});

test("[PRG1] a phase that ended counts whole, however far it came", () => {
  expect(runPercent([phase({ status: "failed", current: 2 }), phase({})])).toBe(50);
  expect(runPercent([phase({ status: "skipped", total: null }), phase({ current: 5 })])).toBe(75);
});

test("[PRG1] a phase whose total is unknown or zero counts nothing until it ends", () => {
  expect(runPercent([phase({ total: null, current: 9 }), phase({ total: 0 })])).toBe(0);
});

test("[PRG1] progress past the total counts as the total; without weights there is no percent", () => {
  expect(runPercent([phase({ current: 30 }), phase({})])).toBe(50);
  expect(runPercent([phase({ weight: 0, status: "completed" })])).toBe(0);
});

test("[PH6] pending and running are the two statuses of a phase that has not ended", () => {
  const ended = (["pending", "running", "completed", "warning", "failed", "skipped"] as const).map((status) =>
    phaseEnded(phase({ status })),
  );
  expect(ended).toEqual([false, false, true, true, true, true]);
});
