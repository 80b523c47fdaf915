import { describe, expect, test } from "vitest";
import { epochDay, epochDays, isoDate } from "./epoch-day.ts";
import { RETURN_PERIODS, referenceDay } from "./reference-day.ts";
import { referenceReturns } from "./reference-returns.ts";
import { symbolMetrics } from "./symbol-metrics.ts";

/** Weekdays from 2022-01-03 on. */
const sessions = Array.from({ length: 800 }, (_, i) => isoDate(epochDay("2022-01-03") + i)).filter(
  (date) => ![0, 6].includes(new Date(date).getUTCDay()),
);
const days = epochDays(sessions);
const at = sessions.indexOf("2024-01-31");

describe("referenceDay", () => {
  const dayFor = (asOf: string) => RETURN_PERIODS.map((period) => isoDate(referenceDay(epochDay(asOf), period)));

  test("is the day a period starts from", () => {
    expect(dayFor("2024-03-15")).toEqual([
      "2024-03-14",
      "2024-03-08",
      "2024-02-29",
      "2024-02-15",
      "2023-12-15",
      "2023-12-31",
      "2023-03-15",
    ]);
  });

  test("ends of months and years: the last day where the month is shorter", () => {
    expect(dayFor("2024-03-31").slice(2)).toEqual([
      "2024-02-29",
      "2024-02-29",
      "2023-12-31",
      "2023-12-31",
      "2023-03-31",
    ]);
    expect(dayFor("2024-02-29").slice(3)).toEqual(["2024-01-29", "2023-11-29", "2023-12-31", "2023-02-28"]);
    expect(dayFor("2024-01-31").slice(3, 5)).toEqual(["2023-12-31", "2023-10-31"]);
  });
});

describe("referenceReturns", () => {
  test("each is the index over the last close on or before its reference day", () => {
    const index = Float64Array.from(days, (_, i) => 100 + i);
    const over = (date: string) => index[at]! / index[sessions.indexOf(date)]! - 1;
    const returns = referenceReturns(index, days, days[at]!);
    expect(returns["1d"].value).toBe(over("2024-01-30"));
    expect(returns["1w"].value).toBe(over("2024-01-24"));
    expect(returns.mtd.value).toBe(over("2023-12-29"));
    expect(returns["1m"].value).toBe(over("2023-12-29"));
    expect(returns["3m"].value).toBe(over("2023-10-31"));
    expect(returns.ytd.value).toBe(over("2023-12-29"));
    expect(returns["1y"].value).toBe(over("2023-01-31"));
  });

  test("a symbol younger than the period has no return over it, and says so", () => {
    const born = sessions.indexOf("2023-11-15");
    const index = Float64Array.from(days, (_, i) => (i < born ? Number.NaN : 100 + i));
    const returns = referenceReturns(index, days, days[at]!);
    expect(returns["1y"]).toEqual({ value: null, reason: "no price at the start of 1y" });
    expect(returns["1m"].value).not.toBeNull();
  });

  test("a stale price makes no return of zero", () => {
    const index = Float64Array.from(days, (_, i) => (i > at - 3 ? Number.NaN : 100));
    expect(referenceReturns(index, days, days[at]!)["1d"]).toEqual({
      value: null,
      reason: "no price since the start of 1d",
    });
  });
});

describe("symbolMetrics", () => {
  const steady = Float64Array.from(days, (_, i) => 100 * 1.001 ** i * (i % 2 === 0 ? 1 : 0.99));
  const volumes = Float64Array.from(days, () => 1000);
  const base = symbolMetrics({ days, closes: steady, volumes, actions: {} }, at);

  test("a split changes nothing but the unit of prices", () => {
    const ex = at - 40;
    const closes = steady.map((close, i) => (i < ex ? close * 4 : close));
    const splits = steady.map((_, i) => (i === ex ? 4 : 1));
    const split = symbolMetrics({ days, closes, volumes, actions: { splits } }, at);
    for (const period of RETURN_PERIODS)
      expect(split.returns[period].value).toBeCloseTo(base.returns[period].value!, 10);
    expect(split.volatility252.value).toBeCloseTo(base.volatility252.value!, 10);
    expect(split.range52Week.value!.low).toBeCloseTo(base.range52Week.value!.low, 10);
    expect(split.maxDrawdown1y.value!.depth).toBeCloseTo(base.maxDrawdown1y.value!.depth, 10);
  });

  test("the range, the fall and the turnover of a known year", () => {
    const closes = Float64Array.from(days, (_, i) => (i === at - 100 ? 200 : i === at - 50 ? 80 : 100));
    const old = sessions.indexOf("2023-01-30");
    closes[old] = 900;
    const traded = volumes.map((volume, i) => (i === at - 20 ? 22_000 : i === at - 21 ? 1e9 : volume));
    const metrics = symbolMetrics({ days, closes, volumes: traded, actions: {} }, at);
    expect(metrics.range52Week.value).toEqual({ high: 200, low: 80, fromHigh: -0.5, fromLow: 0.25 });
    expect(metrics.maxDrawdown1y.value).toMatchObject({ depth: -0.6, peak: at - 100, trough: at - 50 });
    expect(metrics.averageDollarVolume21.value).toBe(200_000);
  });

  test("nothing after the date is read", () => {
    const closes = steady.map((close, i) => (i > at ? close * 7 : close));
    expect(symbolMetrics({ days, closes, volumes, actions: {} }, at)).toEqual(base);
  });

  test("a young symbol has reasons instead of numbers", () => {
    const closes = steady.map((close, i) => (i < at - 30 ? Number.NaN : close));
    const young = symbolMetrics({ days, closes, volumes: volumes.map(() => Number.NaN), actions: {} }, at);
    expect(young.volatility21.value).not.toBeNull();
    expect(young.volatility252.reason).toBe("30 of 202 returns");
    expect(young.averageDollarVolume21.reason).toBe("no volumes");
  });
});
