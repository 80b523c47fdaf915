import { describe, expect, it } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { type PhaseState, pendingPhase } from "#lib/run/state.ts";
import { numbered, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import {
  checkpointText,
  countName,
  countText,
  outcomeText,
  pricedSymbolsText,
  standstillText,
  unitText,
  usualFraction,
  widestCountText,
} from "./phase-words.ts";

const phase = (change: Partial<PhaseState>): PhaseState => ({
  ...pendingPhase({ id: "phase_3", name: "P&L", unit: "dates", weight: 10, total: 254 }),
  ...change,
});
const working = phase({ status: "running", current: 142, startedAt: "2025-01-02T00:00:00.000Z" });
const write = (value: number) => value.toLocaleString("en-US");
const usual = { p10: 8_000, p50: 10_000, p90: 12_000, p95: 13_000, left10: 0, left90: 0 };

describe("a phase in words", () => {
  it("counts in its own units", () => {
    expect(`${countText(working, write)} ${unitText(working)}`).toBe("142/254 dates");
    expect(countText({ ...working, current: 88, total: 1_208 }, write)).toBe("88/1,208");
    expect(widestCountText({ ...working, total: 1_208 }, write)).toBe("1,208/1,208");
    expect(countText(phase({ status: "running", total: null, current: 3 }), write)).toBe("3");
    expect(countText(phase({ status: "pending", total: null }), write)).toBe("");
  });

  it("is a dash where it was left out, and keeps its count where it was stopped at work", () => {
    const left = phase({ status: "skipped", reason: "past dates" });
    expect([countText(left, write), unitText(left)]).toEqual(["–", ""]);
    expect(countText({ ...working, status: "skipped" }, write)).toBe("142/254");
  });

  it("does not say again what the head of the page says", () => {
    const failed = phase({ status: "failed", reason: "no price at all" });
    expect(outcomeText(failed, { status: "failed", reason: "no price at all" })).not.toContain("no price");
    expect(outcomeText(failed, { status: "partial", reason: null })).toBe("no price at all");
    expect(outcomeText(working, { status: "running", reason: null })).toBeNull();
  });

  it("says what is stored of it", () => {
    expect(checkpointText(working, 0, write)).toMatch(/^142 of 254 dates are stored\./);
    expect(checkpointText({ ...working, status: "failed" }, 1, write)).toContain("changed hands 1 time;");
    expect(checkpointText(phase({}), 2, write)).toBeNull();
    expect(checkpointText(phase({ status: "completed" }), 0, write)).toBeNull();
  });

  it("names counts as words", () => {
    expect(countName("missingRegressors")).toBe("missing regressors");
  });

  it("says of which symbols prices are, where its counts are of different ones", () => {
    const prices = { id: "phase_1", unit: "symbols", counts: { priced: 6, unavailable: 1, fetched: 13, stored: 1 } };
    expect(pricedSymbolsText(phase({ ...prices, total: 14 }), write)).toBe(
      "7 of positions, priced or unavailable, and 7 that only factors need; fetched and stored are of all 14",
    );
    expect(pricedSymbolsText(phase({ ...prices, total: 7 }), write)).toBeNull();
    expect(pricedSymbolsText(phase({ counts: {} }), write)).toBeNull();
  });

  it("is usually as far as its time at work is of its usual time", () => {
    expect(usualFraction(usual, 5_000)).toBe(0.5);
    expect(usualFraction(usual, 25_000)).toBe(1);
    expect(usualFraction(usual, -3)).toBe(0);
    expect([usualFraction(undefined, 1), usualFraction(usual, null)]).toEqual([null, null]);
  });

  it("says why it stands still until the next thing happens", () => {
    const wait = { type: "log", level: "info", logger: "app", phase: "phase_1", count: 1, code: "WAITING" } as const;
    const begin = { type: "phase-start", phase: "phase_1", total: 3 } as const;
    const events = numbered([runStart, begin, { ...wait, message: "Waiting 40 s for Massive: rate limit" }]);
    const waiting = fold(queuedRun, events);
    expect(standstillText(waiting)).toBe("Waiting 40 s for Massive: rate limit");
    const [next] = numbered([{ type: "progress", phase: "phase_1", current: 1, total: 3 }], 4);
    expect(standstillText(fold(waiting, [next!]))).toBeNull();
  });
});
