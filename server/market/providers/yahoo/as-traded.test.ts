import { describe, expect, test } from "vitest";
import { asTraded } from "./as-traded.ts";
import type { YahooChart } from "./yahoo-chart.ts";

type Events = YahooChart["events"];

const at = (date: string) => new Date(`${date}T13:30:00Z`);
const splits = (...of: readonly (readonly [string, number])[]): NonNullable<Events["splits"]> =>
  Object.fromEntries(of.map(([date, numerator]) => [date, { date: at(date), numerator, denominator: 1 }]));
const paid = (...of: readonly (readonly [string, number])[]): NonNullable<Events["dividends"]> =>
  Object.fromEntries(of.map(([date, amount]) => [date, { date: at(date), amount }]));

function chart(closes: Readonly<Record<string, number>>, events: Events): YahooChart {
  const close = Object.values(closes);
  return {
    meta: { symbol: "X", currency: "USD", exchangeTimezoneName: "America/New_York" },
    timestamp: Object.keys(closes).map((date) => at(date).getTime() / 1000),
    events,
    quote: { open: close, high: close, low: close, close, volume: close.map(() => 1_000) },
  };
}

const closesOf = (found: YahooChart) => asTraded(found).rows.map(({ close }) => close);

describe("older prices are divided by later splits, rounded to six decimals, and single precision", () => {
  test("Tesla's first closes", () => {
    const events = { splits: splits(["2020-08-31", 5], ["2022-08-25", 3]) };
    const closes = { "2010-06-29": 1.5926669836044312, "2010-06-30": 1.5886670351028442 };
    expect(closesOf(chart(closes, events))).toEqual([23.89, 23.83]);
  });

  test("Apple's first closes, of 224 shares now for one then", () => {
    const events = {
      splits: splits(["1987-06-16", 2], ["2000-06-21", 2], ["2005-02-28", 2], ["2014-06-09", 7], ["2020-08-31", 4]),
    };
    const closes = { "1980-12-12": 0.1283479928970337, "1980-12-15": 0.12165199965238571 };
    expect(closesOf(chart(closes, events))).toEqual([28.75, 27.25]);
  });

  test("what no split has divided is as precise as it is sent", () => {
    expect(closesOf(chart({ "2025-03-03": Math.fround(0.0001234) }, {}))).toEqual([0.0001234]);
  });
});

describe("capital gains that a fund distributes are dividends", () => {
  const closes = { "2024-12-18": 100, "2024-12-19": 101 };
  const actionsOf = (events: Events) => asTraded(chart(closes, events)).actions;

  test("beside a dividend of the same day they add to it", () => {
    const events = { dividends: paid(["2024-12-18", 0.5]), capitalGains: paid(["2024-12-18", 2.25]) };
    expect(actionsOf(events)).toEqual([{ date: "2024-12-18", kind: "dividend", value: 2.75 }]);
  });

  test("those that are among the dividends too, of the same day and amount, count once", () => {
    const events = { dividends: paid(["2024-12-18", 2.25]), capitalGains: paid(["2024-12-18", 2.25]) };
    expect(actionsOf(events)).toEqual([{ date: "2024-12-18", kind: "dividend", value: 2.25 }]);
    const alone = { capitalGains: paid(["2024-12-19", 2.25]) };
    expect(actionsOf(alone)).toEqual([{ date: "2024-12-19", kind: "dividend", value: 2.25 }]);
  });
});
