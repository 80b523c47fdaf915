import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { repairCorrelation } from "#lib/analytics/repair-correlation.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { correlationFigures } from "./correlation.ts";
import type { Holding } from "./holdings-at.ts";

const sessions = sessionsBetween("2024-06-03", "2025-03-14");
const LAST = sessions.length - 1;
const days = epochDays(sessions);
const wave = (phase: number) =>
  Float64Array.from(
    sessions,
    (_, i) => 0.01 * Math.sin(1.7 * i * (1 + phase / 7) + phase) + 0.004 * Math.cos(i * i + phase),
  );
const opposite = (series: Float64Array) => series.map((value) => -value);
const SYMBOLS = ["AAPL", "HEDGE", "KO", "TWIN", "XOM"];
const returns = new Map([
  ["AAPL", wave(0)],
  ["TWIN", wave(0).map((value) => 2 * value)],
  ["HEDGE", opposite(wave(0))],
  ["KO", wave(3)],
  ["XOM", wave(5)],
  ["NEW", wave(1).fill(Number.NaN, 0, LAST - 10)],
  ["FLAT", new Float64Array(sessions.length)],
]);

const stock = (symbol: string, exposure: number): Holding => ({ kind: "stock", symbol, exposure, option: null });
const analyze = (holdings: readonly Holding[]) => correlationFigures(holdings, { days, returns }, LAST);

describe("correlationFigures", () => {
  test("two symbols that move as one are one bet, one cluster and no diversification", () => {
    const { figures, reasons, lacking } = analyze([stock("AAPL", 600), stock("TWIN", 400)]);
    expect(figures).toMatchObject({
      correlationSymbols: 2,
      correlationMinimum: 60,
      meanAbsCorrelation: expect.closeTo(1, 12),
      diversificationRatio: expect.closeTo(1, 12),
      effectiveBets: expect.closeTo(1, 12),
      correlationClusters: 1,
      correlationRepaired: false,
    });
    expect([reasons, lacking]).toEqual([{}, []]);
  });

  test("positions on one symbol add up, a short takes away; below 1% of gross a symbol is left out", () => {
    const held = [stock("AAPL", 500), stock("KO", 300), stock("XOM", 200), stock("XOM", -195), stock("TWIN", 9)];
    const { figures, row } = analyze(held);
    expect(figures.correlationSymbols).toBe(2);
    expect(row?.()).toMatchObject({
      symbols: ["AAPL", "KO"],
      leftOut: { TWIN: "less than 1% of gross exposure", XOM: "less than 1% of gross exposure" },
    });
  });

  test("symbols too young, without variance or without prices are left out by name, the others remain", () => {
    const { figures, row } = analyze(["AAPL", "KO", "NEW", "FLAT", "DARK"].map((symbol) => stock(symbol, 200)));
    expect(figures.correlationSymbols).toBe(2);
    expect(row?.().leftOut).toEqual({
      NEW: "11 of 30 observations",
      FLAT: "the series does not vary",
      DARK: "no prices",
    });
  });

  test("the matrix is in the order of its clusters, symmetric, with ones on the diagonal", () => {
    const matrix = analyze(SYMBOLS.map((symbol) => stock(symbol, 100))).row!();
    expect(matrix.symbols.toSorted()).toEqual(SYMBOLS);
    expect(matrix.clusters).toEqual(matrix.clusters.toSorted((a, b) => a - b));
    const at = (symbol: string) => matrix.symbols.indexOf(symbol);
    expect(Math.abs(at("AAPL") - at("TWIN"))).toBe(1);
    expect(matrix.clusters[at("AAPL")]).toBe(matrix.clusters[at("TWIN")]);
    expect(matrix.matrix[at("AAPL")]![at("HEDGE")]).toBeCloseTo(-1, 12);
    for (const [i, line] of matrix.matrix.entries()) {
      expect(line[i]).toBe(1);
      for (const [j, rho] of line.entries()) expect(rho).toBe(matrix.matrix[j]![i]);
    }
  });

  test("is positive semidefinite whatever returns are missing", () => {
    const series = fc.array(fc.option(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { nil: Number.NaN, freq: 8 }), {
      minLength: sessions.length,
      maxLength: sessions.length,
    });
    fc.assert(
      fc.property(fc.array(series, { minLength: 3, maxLength: 6 }), (all) => {
        const found = new Map(all.map((values, i) => [`S${i}`, Float64Array.from(values)]));
        const held = [...found.keys()].map((symbol) => stock(symbol, 100));
        const matrix = correlationFigures(held, { days, returns: found }, LAST).row?.();
        if (!matrix) return;
        const n = matrix.symbols.length;
        expect(repairCorrelation(Float64Array.from(matrix.matrix.flat()), n).repaired).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  test("one symbol, or none of 1%, has nothing to correlate with and fails nothing", () => {
    const home: Holding = { kind: "private", symbol: "HOME", exposure: 90_000, option: null };
    const alone = analyze([stock("AAPL", 500), stock("AAPL", 100)]);
    expect(alone.lacking).toEqual([]);
    expect(alone.reasons).toMatchObject({ effectiveBets: "one symbol is held: there is nothing to correlate it with" });
    expect(analyze([home]).reasons).toMatchObject({ meanAbsCorrelation: "no public position is held" });
    const small = analyze([home, stock("AAPL", 500), stock("KO", 400)]);
    expect(small.reasons).toMatchObject({
      diversificationRatio: "fewer than two symbols are 1% of gross exposure or more",
    });
    expect([small.lacking, small.row]).toEqual([[], null]);
  });

  test("[PH8] symbols that could be correlated and have too few returns are missed", () => {
    const { figures, lacking } = analyze([stock("AAPL", 500), stock("NEW", 300), stock("DARK", 200)]);
    expect(lacking).toEqual(["1 of 3 symbols with enough returns to correlate"]);
    expect(figures).toMatchObject({ correlationSymbols: null, effectiveBets: null, correlationClusters: null });
  });
});
