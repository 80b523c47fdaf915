import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import type { RunState } from "#lib/run/state.ts";
import { anyEvents, numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { aftermathText, failureText, phasesDone, runTitle, stoppedPhase } from "./run-title.ts";

const LONG =
  'no price from "Massive" for any of 3 symbols. A, B, C: HTTP 401. Choose another price source, then retry.';
const end = (status: "completed" | "partial" | "failed" | "cancelled", reason: string | null = null) =>
  ({ type: "run-complete", status, durationMs: 2_000, datesProcessed: 0, datesTotal: 5, reason }) as const;
const begin = { type: "phase-start", phase: "phase_1", total: 10 } as const;
const state = (...events: Parameters<typeof numbered>[0]): RunState => fold(queuedRun, numbered(events));

const running = state(runStart, begin);
const failed = state(
  runStart,
  begin,
  phaseComplete("phase_1", { status: "failed", reason: LONG }),
  phaseComplete("phase_1_5", { status: "skipped", reason: "the run failed", current: 0 }),
  end("failed", LONG),
);
const cancelled = state(
  runStart,
  phaseComplete("phase_1"),
  { type: "phase-start", phase: "phase_3", total: 10 },
  phaseComplete("phase_3", { status: "skipped", reason: "cancelled", current: 4 }),
  end("cancelled"),
);

describe("the title of a run", () => {
  it.each<[string, RunState, number | null, string]>([
    ["queued", queuedRun, null, "Waiting to Start"],
    ["queued, with its place", queuedRun, 3, "Waiting to Start · Number 3 in Line"],
    ["running", running, null, "Setting Up Your Portfolio"],
    ["completed", state(runStart, phaseComplete("phase_1"), end("completed")), null, "Portfolio Setup Complete!"],
    ["partial", state(runStart, end("partial")), null, "Portfolio Setup Completed with Warnings"],
    ["failed", failed, null, "Setup Interrupted"],
    ["cancelled", cancelled, null, "Setup Cancelled"],
  ])("%s", (_name, of, place, title) => {
    expect(runTitle(of, place).title).toBe(title);
  });

  it("counts the phases while it runs, and says when another worker has taken over", () => {
    expect(runTitle(running, null).subtitle).toBe("Analyzing your portfolio in 9 processing phases.");
    const resumed = fold(running, [{ ...numbered([{ type: "run-resume", phase: "phase_1" }], running.seq + 1)[0]! }]);
    expect(runTitle(resumed, null).subtitle).toContain("Another worker has taken it over");
  });

  it("says where it stopped, what is kept and where a retry starts", () => {
    expect(runTitle(cancelled, null).subtitle).toBe("Cancelled in P&L Calculation & Snapshots.");
    expect(aftermathText(cancelled)).toBe(
      "What completed before is stored, and stays; a retry starts at P&L Calculation & Snapshots.",
    );
    expect(stoppedPhase(cancelled)?.id).toBe("phase_3");
    expect(runTitle(failed, null).subtitle).toBe("Stopped in Market Data Collection.");
    expect(aftermathText(failed)).toBe("Your positions are stored; a retry starts at Market Data Collection.");
    expect(aftermathText(running)).toBeNull();
    expect(runTitle(state(end("cancelled")), null).subtitle).toBe("Cancelled before it began.");
  });

  it("names the phases that fall short", () => {
    const one = state(runStart, phaseComplete("phase_1", { status: "warning" }), end("partial"));
    expect(runTitle(one, null).subtitle).toBe(
      "The results are stored. Market Data Collection says what is missing and why.",
    );
    const two = state(
      runStart,
      phaseComplete("phase_1", { status: "warning" }),
      phaseComplete("phase_6", { status: "failed", reason: "x" }),
      end("partial"),
    );
    expect(runTitle(two, null).subtitle).toContain("Market Data Collection and Risk Analytics say what is missing");
  });

  it("gives the reason of a failure as a sentence of its own, and leaves it out of the subtitle", () => {
    expect(failureText(failed)).toBe(`N${LONG.slice(1)}`);
    expect(runTitle(failed, null).subtitle).not.toContain("Massive");
    expect(failureText(cancelled)).toBeNull();
  });

  it("is there for whatever has happened, with a sentence under it", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const of = fold(queuedRun, events);
        const { title, subtitle } = runTitle(of, null);
        expect(title).not.toBe("");
        expect(subtitle).toMatch(/[.!?]$/);
        expect(`${title} ${subtitle}`).not.toMatch(/null|undefined|NaN/);
        expect(phasesDone(of)).toBeLessThanOrEqual(of.phases.length);
      }),
    );
  });
});
