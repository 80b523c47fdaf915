import { expect, test } from "vitest";
import { combinedTotal } from "./combined-total.ts";

const figures = { date: "2025-03-14", equity: 100, pnl: 2, dividends: 1, cumulativePnl: 10 };

test("accounts add up, those without figures are counted apart, the day's result is of the newest day alone", () => {
  const older = { ...figures, date: "2025-03-13", equity: 50, pnl: -4, dividends: 0, cumulativePnl: -20 };
  expect(
    combinedTotal([
      { latest: figures, simulated: false },
      { latest: null, simulated: true },
      { latest: older, simulated: false },
    ]),
  ).toEqual({
    equity: 150,
    dayPnl: 3,
    dayCounted: 1,
    totalPnl: -10,
    counted: 2,
    missing: 1,
    from: "2025-03-13",
    to: "2025-03-14",
    simulated: false,
  });
});

test("one simulated account makes the sum simulated", () => {
  expect(
    combinedTotal([
      { latest: figures, simulated: true },
      { latest: figures, simulated: false },
    ])?.simulated,
  ).toBe(true);
});

test("nothing known adds up to nothing, not to zero", () => {
  expect(combinedTotal([{ latest: null, simulated: false }])).toBeNull();
  expect(combinedTotal([])).toBeNull();
});
