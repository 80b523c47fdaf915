import { describe, expect, test } from "vitest";
import { restatedText } from "#lib/restated-symbol.ts";
import type { CorporateAction } from "#server/market/price-source.ts";
import { flatBar } from "#tests/fixtures/stub-source.ts";
import { changedPrices } from "./changed-prices.ts";
import { restatedSymbol, restatementsOf } from "./restatements.ts";

const ASKED = { from: "2025-06-02", to: "2025-07-15" };
const COVERED = [{ from: "2024-01-02", to: "2025-07-10" }];
const dividend = (date: string, value: number): CorporateAction => ({ date, kind: "dividend", value });
const split = (date: string, value: number): CorporateAction => ({ date, kind: "split", value });
const closes = (...of: readonly [string, number][]) => new Map(of);
const bars = (...of: readonly [string, number][]) =>
  of.map(([date, price]) => ({ ...flatBar(date, price), provider: null }));
const fetched = (change: Partial<Parameters<typeof restatementsOf>[0]>) => ({
  ...{ symbol: "AAPL", bars: [], actions: [], answered: [ASKED] },
  ...change,
});

describe("restatementsOf", () => {
  test("a close is restated where it differs by more than a ten-thousandth", () => {
    const stored = { closes: closes(["2025-07-07", 100], ["2025-07-08", 100], ["2025-07-09", 100]), actions: [] };
    const said = fetched({ bars: bars(["2025-07-07", 100.009], ["2025-07-08", 100.011], ["2025-07-11", 7]) });
    expect(restatementsOf(said, stored, COVERED)).toEqual([
      { date: "2025-07-08", kind: "close", before: 100, after: 100.011 },
    ]);
  });

  test("an exchange rate is restated where it differs by more than a thousandth", () => {
    const stored = { closes: closes(["2025-07-08", 1.1], ["2025-07-09", 1.1]), actions: [] };
    const said = fetched({ symbol: "EUR/USD", bars: bars(["2025-07-08", 1.101], ["2025-07-09", 1.102]) });
    expect(restatementsOf(said, stored, COVERED).map(({ date }) => date)).toEqual(["2025-07-09"]);
  });

  test("an action is restated where it appeared, changed or vanished", () => {
    const actions = [dividend("2025-06-10", 0.5), dividend("2025-06-20", 0.5), split("2025-06-25", 2)];
    const said = fetched({ actions: [dividend("2025-06-10", 0.6), dividend("2025-06-05", 1), split("2025-06-25", 2)] });
    expect(restatementsOf(said, { closes: closes(), actions }, COVERED)).toEqual([
      { date: "2025-06-05", kind: "dividend", before: null, after: 1 },
      { date: "2025-06-10", kind: "dividend", before: 0.5, after: 0.6 },
      { date: "2025-06-20", kind: "dividend", before: 0.5, after: null },
    ]);
  });

  test("a new action on a date not covered before is news, not a restatement", () => {
    const said = fetched({ actions: [split("2025-07-14", 4)] });
    expect(restatementsOf(said, { closes: closes(), actions: [] }, COVERED)).toEqual([]);
  });

  test("an action outside of what was answered has not vanished", () => {
    const stored = { closes: closes(), actions: [dividend("2025-06-10", 0.5)] };
    expect(restatementsOf(fetched({ answered: [] }), stored, COVERED)).toEqual([]);
  });
});

test("restatements in words", () => {
  const restated = [
    { date: "2025-06-10", kind: "dividend", before: 0.5, after: null },
    { date: "2025-07-08", kind: "close", before: 100, after: 90 },
    { date: "2025-07-09", kind: "close", before: 100, after: 90 },
  ] as const;
  const summary = restatedSymbol("AAPL", "Yahoo Finance", restated);
  expect(summary && restatedText(summary)).toBe(
    "Yahoo Finance restated 2 closes and 1 dividend of AAPL from 2025-06-10",
  );
  expect(restatedSymbol("AAPL", "Yahoo Finance", [])).toBeNull();
});

describe("changedPrices", () => {
  const stored = { closes: closes(["2025-07-08", 100]), actions: [] };

  test("are what was restated, from its first date on without end", () => {
    const restated = [{ date: "2025-07-08", kind: "close", before: 100, after: 90 }] as const;
    const said = { symbol: "SPY", bars: bars(["2025-07-08", 90]), answered: [ASKED] };
    expect(changedPrices(said, restated, stored)).toEqual([
      { symbol: "SPY", from: "2025-07-08", to: null, isRegressor: true },
    ]);
  });

  test("are prices of dates that had none, by the ranges that were asked for", () => {
    const answered = [{ from: "2024-01-01", to: "2024-01-31" }, ASKED];
    const said = {
      ...{ symbol: "AAPL", answered },
      bars: bars(["2024-01-03", 1], ["2025-07-07", 1], ["2025-07-08", 100], ["2025-07-09", 1]),
    };
    expect(changedPrices(said, [], stored)).toEqual([
      { symbol: "AAPL", from: "2024-01-03", to: "2024-01-03", isRegressor: false },
      { symbol: "AAPL", from: "2025-07-07", to: "2025-07-09", isRegressor: false },
    ]);
  });
});
