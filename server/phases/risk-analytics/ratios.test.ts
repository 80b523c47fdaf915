import { describe, expect, test } from "vitest";
import { sharpeRatio } from "#lib/analytics/sharpe-ratio.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { type AccountReturns, ratioFigures } from "./ratios.ts";

const dates = sessionsBetween("2025-01-02", "2025-06-30");
const index = Float64Array.from(dates, (_, i) => 0.01 * Math.sin(1.7 * i) + 0.001);
const account = (over: Partial<AccountReturns> = {}): AccountReturns => ({
  rowOf: new Map(dates.map((date, row) => [date, row])),
  returns: index.map((value) => 2 * value),
  endReason: null,
  index,
  riskFreeRate: 0.04,
  ...over,
});
const at = (row: number, over: Partial<AccountReturns> = {}) => ratioFigures(account(over), dates[row]!);

describe("ratioFigures", () => {
  test("an account twice its index: twice the capture, an active return as large as the index's", () => {
    const { figures, reasons, lacking } = at(99);
    expect(figures.returnLength).toBe(100);
    expect(figures.upCapture).toBeCloseTo(2, 1);
    expect(figures.downCapture).toBeCloseTo(2, 1);
    expect(figures.informationRatio).toBeCloseTo(sharpeRatio(index.slice(0, 100), 0).value!, 12);
    expect(figures.sharpeRatio).toBeLessThan(figures.informationRatio!);
    expect(figures.maxDrawdown).toBeLessThan(0);
    expect([reasons, lacking]).toEqual([{}, []]);
  });

  test("are of the returns up to the date alone", () => {
    const later = index.map((value, row) => (row < 100 ? 2 * value : 0.5));
    expect(at(99, { returns: later })).toEqual(at(99));
  });

  test("an account of fewer than 60 returns has no ratio yet and lacks nothing", () => {
    const { figures, reasons, lacking } = at(58);
    expect(figures).toMatchObject({ returnLength: 59, sharpeRatio: null, maxDrawdown: null, upCapture: null });
    expect(new Set(Object.values(reasons))).toEqual(new Set(["59 of 60 returns of the account"]));
    expect([Object.keys(reasons), lacking]).toEqual([expect.any(Array), []]);
    expect(at(59).figures.sharpeRatio).not.toBeNull();
  });

  test("[PH8] without the index the account's own ratios stand, those beside it are missed", () => {
    const { figures, reasons, lacking } = at(99, { index: null });
    expect(figures).toMatchObject({ sharpeRatio: expect.any(Number), trackingError: null, downCapture: null });
    expect(Object.keys(reasons).toSorted()).toEqual(["downCapture", "informationRatio", "trackingError", "upCapture"]);
    expect(lacking).toEqual(["SPY: no prices"]);
    const short = at(99, { index: index.slice().fill(Number.NaN, 50) });
    expect(short.lacking).toEqual(["SPY: 50 of 60 returns"]);
  });

  test("they end with the account's returns, with that reason", () => {
    const ended = { returns: index.slice().fill(Number.NaN, 80), endReason: "equity was not positive on 2025-04-29" };
    expect(at(79, ended).figures.sharpeRatio).not.toBeNull();
    const { figures, reasons, lacking } = at(80, ended);
    expect(figures).toMatchObject({ returnLength: 80, sharpeRatio: null, calmarRatio: null });
    expect(reasons).toMatchObject({ sharpeRatio: ended.endReason, upCapture: ended.endReason });
    expect(lacking).toEqual([]);
  });
});
