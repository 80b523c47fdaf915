import { describe, expect, it } from "vitest";
import { fold } from "#lib/run/reduce.ts";
import { numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { runFigures, unavailableSymbols } from "./run-figures.ts";

const state = (...events: Parameters<typeof numbered>[0]) => fold(queuedRun, numbered(events));
const priced = phaseComplete("phase_1", {
  status: "warning",
  counts: { priced: 22, unavailable: 3 },
  warnings: [
    {
      code: "symbols-unavailable",
      message: "3 symbols without prices",
      items: ["HZNP: delisted", "B, A: HTTP 500: x"],
    },
  ],
});

describe("[PH9] the figures of a run", () => {
  it("are unknown before it begins", () => {
    expect(runFigures(queuedRun)).toEqual({
      positions: null,
      priced: null,
      unavailable: null,
      dates: null,
      warnings: 0,
    });
  });

  it("go with the work: symbols as the portfolio counts them, dates as the phase at work does", () => {
    const at = state(
      runStart,
      { type: "phase-start", phase: "phase_1", total: 25 },
      { type: "progress", phase: "phase_1", current: 7, total: 25 },
    );
    expect(runFigures(at)).toMatchObject({ positions: 20, priced: { done: 7, of: 24 }, unavailable: null });
    const benchmarks = fold(at, numbered([{ type: "progress", phase: "phase_1", current: 25, total: 25 }], at.seq + 1));
    expect(runFigures(benchmarks).priced).toEqual({ done: 24, of: 24 });
    const ledger = { type: "phase-start", phase: "phase_3", total: 5 } as const;
    const later = state(runStart, priced, ledger, { type: "progress", phase: "phase_3", current: 3, total: 5 });
    expect(runFigures(later)).toMatchObject({ priced: { done: 22, of: 25 }, unavailable: 3, warnings: 1 });
    expect(runFigures(later).dates).toEqual({ done: 3, of: 5 });
    const values = { type: "phase-start", phase: "phase_4", total: 5 } as const;
    const next = fold(later, numbered([phaseComplete("phase_3"), values], later.seq + 1));
    expect(runFigures(next).dates).toEqual({ done: 0, of: 5 });
  });

  it("end with what the run says of its dates", () => {
    const ended = state(runStart, priced, {
      ...{ type: "run-complete", status: "partial", durationMs: 1, datesProcessed: 4, datesTotal: 5, reason: null },
    });
    expect(runFigures(ended).dates).toEqual({ done: 4, of: 5 });
  });

  it("agree with the rows once the run has broken off, whatever it says of its dates", () => {
    const values = { type: "phase-start", phase: "phase_4", total: 5 } as const;
    const at = { type: "progress", phase: "phase_4", current: 2, total: 5 } as const;
    const end = { type: "run-complete", status: "cancelled", durationMs: 1, datesProcessed: 0, datesTotal: 5 } as const;
    const cancelled = state(runStart, priced, phaseComplete("phase_3"), values, at, { ...end, reason: null });
    expect(runFigures(cancelled).dates).toEqual({ done: 2, of: 5 });
  });

  it("name every unavailable symbol with its own reason, by name", () => {
    expect(unavailableSymbols(state(runStart, priced))).toEqual([
      { symbol: "A", reason: "HTTP 500: x" },
      { symbol: "B", reason: "HTTP 500: x" },
      { symbol: "HZNP", reason: "delisted" },
    ]);
    expect(unavailableSymbols(queuedRun)).toEqual([]);
  });
});
