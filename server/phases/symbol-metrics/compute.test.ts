import { expect, test } from "vitest";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { totalReturns } from "#lib/analytics/total-returns.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { metricsRow } from "./compute.ts";

const sessions = sessionsBetween("2023-12-01", "2025-03-14");
const table = { sessions, days: epochDays(sessions) };
const volumes = new Float64Array(sessions.length).fill(1000);

function column(close: (i: number) => number, splits = new Map<string, number>()) {
  const closes = Float64Array.from(sessions, (_, i) => close(i));
  return {
    close: closes,
    splits,
    dividends: new Map(),
    returns: totalReturns(closes),
  };
}

test("a steady 1% a session shows in every return, without volatility or drawdown", () => {
  const row = metricsRow(
    table,
    column((i) => 1.01 ** i),
    volumes,
  );
  const since = (date: string) => sessions.length - 1 - sessions.findLastIndex((session) => session <= date);
  expect(row.return1d).toBeCloseTo(0.01, 12);
  expect(row.return1w).toBeCloseTo(1.01 ** since("2025-03-07") - 1, 10);
  expect(row.returnMtd).toBeCloseTo(1.01 ** since("2025-02-28") - 1, 10);
  expect(row.returnYtd).toBeCloseTo(1.01 ** since("2024-12-31") - 1, 10);
  expect(row.return1y).toBeCloseTo(1.01 ** since("2024-03-14") - 1, 8);
  expect(row.volatility252d).toBeCloseTo(0, 12);
  expect([row.maxDrawdown1y, row.distanceFromHigh, row.reasons]).toEqual([0, 0, null]);
  expect(row.averageDollarVolume21d).toBeGreaterThan(0);
});

test("a split is no fall: highs and returns are in today's shares", () => {
  const at = sessions.indexOf("2025-03-03");
  const row = metricsRow(
    table,
    column((i) => (i < at ? 200 : 100), new Map([["2025-03-03", 2]])),
    volumes,
  );
  expect([row.return1m, row.week52High, row.maxDrawdown1y, row.close]).toEqual([0, 100, 0, 100]);
});

test("what a young symbol lacks is null and says why", () => {
  const row = metricsRow(
    table,
    column((i) => (i > sessions.length - 11 ? 50 + i : Number.NaN)),
    volumes,
  );
  expect(row.return1w).not.toBeNull();
  expect([row.return1y, row.volatility63d]).toEqual([null, null]);
  expect(row.reasons).toMatchObject({
    return1y: expect.any(String),
    volatility63d: expect.stringMatching(/^9 of \d+ returns$/),
  });
});
