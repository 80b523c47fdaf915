import { describe, expect, it } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import type { RunState } from "#lib/run/state.ts";
import { numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { awayNotice } from "./away-notice.ts";

const begin = { type: "phase-start", phase: "phase_2", total: 10 } as const;
const events = numbered([
  runStart,
  begin,
  phaseComplete("phase_2", { status: "failed", reason: "disk" }),
  { type: "run-complete", status: "partial", durationMs: 1, datesProcessed: 5, datesTotal: 5, reason: null },
]);
const upTo = (seq: number): RunState => fold(queuedRun, events.slice(0, seq));
const live = (state: RunState) => ({ state, sync: "live" as const });

describe("who looks elsewhere", () => {
  it("is told once that the run has ended, and how", () => {
    const notice = awayNotice(live(upTo(3)), live(upTo(4)));
    expect(notice).toMatchObject({ title: "Portfolio Setup Completed with Warnings", tone: "attention" });
    expect(notice?.body).toMatch(/^Growth: The results are stored\./);
    expect(awayNotice(live(upTo(4)), live(upTo(4)))).toBeNull();
    const done = { ...upTo(2), status: "completed" as const };
    expect(awayNotice(live(upTo(2)), live(done))?.tone).toBe("done");
  });

  it("is told why a run failed", () => {
    const failed = { ...upTo(3), status: "failed" as const, reason: "no price at all" };
    expect(awayNotice(live(upTo(2)), live(failed))?.body).toBe("Growth: No price at all.");
  });

  it("is told of a phase that failed while the rest goes on, once", () => {
    expect(awayNotice(live(upTo(2)), live(upTo(3)))?.title).toBe("Fundamental Data Collection failed");
    expect(awayNotice(live(upTo(3)), live(upTo(3)))).toBeNull();
  });

  it("is told that the page may not follow the run any more, and nothing of a line that will be back", () => {
    const state = upTo(2);
    expect(awayNotice(live(state), { state, sync: "refused" })?.title).toBe("Not connected any more");
    expect(awayNotice({ state, sync: "refused" }, { state, sync: "refused" })).toBeNull();
    expect(awayNotice(live(state), { state, sync: "reconnecting" })).toBeNull();
    expect(awayNotice(live(upTo(1)), live(upTo(2)))).toBeNull();
  });
});
