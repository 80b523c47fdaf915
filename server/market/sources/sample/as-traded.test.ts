import { describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { isSession } from "../../nyse-calendar.ts";
import { SAMPLE_SEED } from "../sample-market.ts";
import { sampleInstrument } from "./sample-instrument.ts";
import { createSamplePaths } from "./sample-paths.ts";

const paths = createSamplePaths(SAMPLE_SEED);
const THROUGH = "2027-12-31";
const sessions = paths.sessions(THROUGH);

function actionsOf(symbol: string) {
  const instrument = required(sampleInstrument(symbol), symbol);
  const path = paths.path(instrument, THROUGH);
  const actions = path.actions.map((action) => ({ ...action, date: required(sessions[action.index], "session") }));
  return { ...path, actions, yearly: instrument.payout.dividendYield };
}
const dividendsIn = (symbol: string, year: number) =>
  actionsOf(symbol).actions.filter(({ date, dividend }) => dividend > 0 && date.startsWith(`${year}-`));

test.each(["AAPL", "NVDA", "NFLX", "PTON", "COST", "GE", "KO", "VZ", "TLT", "SPY", "BRK.B", "ZZTOP"])(
  "%s: (close + dividend) × split ÷ the close before is the generating model's own change, in every session",
  (symbol) => {
    const { closes, totals, actions } = actionsOf(symbol);
    const byIndex = new Map(actions.map((action) => [action.index, action]));
    let furthest = 0;
    for (let t = 1; t < sessions.length; t++) {
      const { split = 1, dividend = 0 } = byIndex.get(t) ?? {};
      const traded = ((closes[t]! + dividend) * split) / closes[t - 1]!;
      furthest = Math.max(furthest, Math.abs(traded / (totals[t]! / totals[t - 1]!) - 1));
    }
    expect(furthest).toBeLessThan(1e-12);
  },
);

describe("dividends", () => {
  test("a company's are the same four times a calendar year, to the cent, on sessions", () => {
    for (const symbol of ["KO", "JPM", "XOM"]) {
      const paid = dividendsIn(symbol, 2026);
      expect(paid).toHaveLength(4);
      expect(new Set(paid.map(({ dividend }) => dividend)).size).toBe(1);
      expect(paid[0]!.dividend).toBe(Math.round(paid[0]!.dividend * 100) / 100);
      expect(paid.every(({ date }) => isSession(date))).toBe(true);
    }
  });

  test("a bond fund pays on the first session of each month, an equity fund in the last month of each quarter", () => {
    expect(dividendsIn("TLT", 2026).map(({ date }) => date.slice(5, 7))).toEqual(
      Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, "0")),
    );
    expect(dividendsIn("TLT", 2026)[0]!.date).toBe("2026-01-02");
    expect(dividendsIn("SPY", 2026).map(({ date }) => date.slice(5, 7))).toEqual(["03", "06", "09", "12"]);
  });

  test("a year's are near the yield on the price, however long ago", () => {
    for (const symbol of ["KO", "VZ", "SPY", "TLT", "O"]) {
      const { closes, yearly } = actionsOf(symbol);
      for (const year of [2010, 2018, 2026]) {
        const paid = dividendsIn(symbol, year);
        const sum = paid.reduce((total, { dividend }) => total + dividend, 0);
        const mean = paid.reduce((total, { index }) => total + closes[index]!, 0) / paid.length;
        expect(sum / mean / yearly).toBeGreaterThan(0.6);
        expect(sum / mean / yearly).toBeLessThan(1.6);
      }
    }
  });

  test("some pay none", () => {
    for (const symbol of ["BRK.B", "AMZN", "GLD", "SPAXX"]) expect(dividendsIn(symbol, 2026)).toEqual([]);
  });
});

describe("splits", () => {
  test.each([
    ["NVDA", "2024-06-10", 10],
    ["COST", "2025-12-08", 4],
    ["PTON", "2025-10-06", 0.1],
  ])("%s: on %s one share becomes %d, and the close falls or rises by as much", (symbol, date, ratio) => {
    const { closes, actions } = actionsOf(symbol);
    const { index, split } = required(
      actions.find((action) => action.date === date),
      "the split",
    );
    expect(split).toBe(ratio);
    expect(Math.abs((closes[index]! * ratio) / closes[index - 1]! - 1)).toBeLessThan(0.1);
  });

  test("a dividend declared before a split of the same year is paid in shares after it", () => {
    const paid = dividendsIn("AAPL", 2020).map(({ date, dividend }) => [date < "2020-08-31", dividend] as const);
    const before = required(paid.find(([isBefore]) => isBefore)?.[1], "dividend before");
    const after = required(paid.find(([isBefore]) => !isBefore)?.[1], "dividend after");
    expect(Math.abs(before / 4 - after)).toBeLessThan(0.01);
  });
});
