import { expect, test } from "vitest";
import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { currentHoldings, VOLATILITY_DAYS } from "./current-holdings.ts";
import type { Holding } from "./holdings-at.ts";

const days = Int32Array.from({ length: 60 }, (_, i) => 20_000 + i);
const returns = new Map([["KO", Float64Array.from(days, (_, i) => Math.sin(i) / 100)]]);
const holding = (kind: Holding["kind"], exposure: number): Holding => ({ kind, symbol: "KO", exposure, option: null });

test("an option moves as its underlying, by its delta exposure; what is private has no returns", () => {
  const table = { days, returns };
  const { volatility } = currentHoldings([holding("option", -300), holding("stock", 500)], 1000, table, 59);
  expect(volatility.value?.returns.at(-1)).toBeCloseTo((0.2 * Math.sin(59)) / 100, 15);
  const mostly = currentHoldings(
    [{ ...holding("private", 700), symbol: "HOME" }, holding("option", 300)],
    1000,
    table,
    59,
  );
  expect(mostly.volatility.reason).toBe(
    "private positions, which have no returns, are more than 20% of gross exposure",
  );
});

test("whatever the date, the series of volatility has the returns of 252 21-day volatilities", () => {
  const all = epochDays(sessionsBetween("2000-01-03", "2035-12-31"));
  const sizes = Array.from(all.keys())
    .slice(300)
    .map((session) => session + 1 - calendarWindow(all, session, VOLATILITY_DAYS));
  expect(Math.min(...sizes)).toBe(252 + 21 - 1);
});
