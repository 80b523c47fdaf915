import { describe, expect, test } from "vitest";
import { restatedText } from "#lib/restated-symbol.ts";
import type { CorporateAction } from "#server/market/price-source.ts";
import { flatBar } from "#tests/fixtures/stub-source.ts";
import { changedPrices } from "./changed-prices.ts";
import { pricesToStore, restatedSymbol, restatementsOf } from "./restatements.ts";
import type { StoredSeries } from "./stored-series.ts";

const ASKED = { from: "2025-06-02", to: "2025-07-15" };
const COVERED = [{ from: "2024-01-02", to: "2025-07-10" }];
const dividend = (date: string, value: number): CorporateAction => ({ date, kind: "dividend", value });
const split = (date: string, value: number): CorporateAction => ({ date, kind: "split", value });
const closes = (...of: readonly [string, number][]) => new Map(of);
const bars = (...of: readonly [string, number][]) =>
  of.map(([date, price]) => ({ ...flatBar(date, price), provider: null }));
const series = (change: Partial<StoredSeries>): StoredSeries => ({
  ...{ closes: closes(), suppliers: new Map(), actions: [], currency: null },
  ...change,
});
const fetched = (change: Partial<Parameters<typeof restatementsOf>[0]>) => ({
  ...{ symbol: "AAPL", bars: [], actions: [], answered: [ASKED] },
  ...change,
});

describe("restatementsOf", () => {
  test("a close is restated where it differs by more than a ten-thousandth", () => {
    const stored = series({ closes: closes(["2025-07-07", 100], ["2025-07-08", 100], ["2025-07-09", 100]) });
    const said = fetched({ bars: bars(["2025-07-07", 100.009], ["2025-07-08", 100.011], ["2025-07-11", 7]) });
    expect(restatementsOf(said, stored, COVERED)).toEqual([
      { date: "2025-07-08", kind: "close", before: 100, after: 100.011 },
    ]);
  });

  test("an exchange rate is restated where it differs by more than a thousandth", () => {
    const stored = series({ closes: closes(["2025-07-08", 1.1], ["2025-07-09", 1.1]) });
    const said = fetched({ symbol: "EUR/USD", bars: bars(["2025-07-08", 1.101], ["2025-07-09", 1.102]) });
    expect(restatementsOf(said, stored, COVERED).map(({ date }) => date)).toEqual(["2025-07-09"]);
  });

  test("an action is restated where it appeared, changed or vanished", () => {
    const actions = [dividend("2025-06-10", 0.5), dividend("2025-06-20", 0.5), split("2025-06-25", 2)];
    const said = fetched({ actions: [dividend("2025-06-10", 0.6), dividend("2025-06-05", 1), split("2025-06-25", 2)] });
    expect(restatementsOf(said, series({ actions }), COVERED)).toEqual([
      { date: "2025-06-05", kind: "dividend", before: null, after: 1 },
      { date: "2025-06-10", kind: "dividend", before: 0.5, after: 0.6 },
      { date: "2025-06-20", kind: "dividend", before: 0.5, after: null },
    ]);
  });

  test("a new action on a date not covered before is news, not a restatement", () => {
    const said = fetched({ actions: [split("2025-07-14", 4)] });
    expect(restatementsOf(said, series({}), COVERED)).toEqual([]);
  });

  test("an action outside of what was answered has not vanished", () => {
    const stored = series({ actions: [dividend("2025-06-10", 0.5)] });
    expect(restatementsOf(fetched({ answered: [] }), stored, COVERED)).toEqual([]);
  });
});

describe("another provider's answer", () => {
  const stored = series({
    closes: closes(["2025-07-08", 100], ["2025-07-09", 100], ["2025-07-10", 100]),
    suppliers: new Map([
      ["2025-07-08", "yahoo"],
      ["2025-07-09", "yahoo"],
      ["2025-07-10", "massive"],
    ]),
    actions: [dividend("2025-07-08", 0.5), dividend("2025-07-10", 0.5)],
  });
  const said = fetched({
    bars: bars(["2025-07-08", 90], ["2025-07-09", 90], ["2025-07-10", 90], ["2025-07-11", 90]).map((bar) => ({
      ...bar,
      provider: "massive",
    })),
    actions: [dividend("2025-07-08", 0.6), split("2025-07-09", 2), split("2025-07-11", 4)],
  });

  test("restates only what it supplied itself", () => {
    expect(restatementsOf(said, stored, COVERED)).toEqual([
      { date: "2025-07-10", kind: "close", before: 100, after: 90 },
      { date: "2025-07-10", kind: "dividend", before: 0.5, after: null },
    ]);
  });

  test("adds the dates that are missing, with their actions", () => {
    const { bars: kept, actions } = pricesToStore(said, stored);
    expect(kept.map(({ date }) => date)).toEqual(["2025-07-10", "2025-07-11"]);
    expect(actions).toEqual([split("2025-07-11", 4)]);
  });

  test("has not taken back an action on a date without a bar among the first one's", () => {
    const holiday = { ...stored, actions: [dividend("2025-07-09", 0.5)] };
    const without = new Map(stored.closes);
    without.delete("2025-07-09");
    const suppliers = new Map(stored.suppliers);
    suppliers.delete("2025-07-09");
    expect(restatementsOf({ ...said, actions: [] }, { ...holiday, closes: without, suppliers }, COVERED)).toEqual([
      { date: "2025-07-10", kind: "close", before: 100, after: 90 },
    ]);
  });
});

test("what differs too little to be restated stays as it is stored", () => {
  const stored = series({
    closes: closes(["2025-07-07", 100], ["2025-07-08", 100], ["2025-07-09", 100]),
    actions: [dividend("2025-07-07", 0.5)],
  });
  const said = fetched({
    bars: bars(["2025-07-07", 100.009], ["2025-07-08", 100.011], ["2025-07-09", 100]),
    actions: [dividend("2025-07-07", 0.50001)],
  });
  const { bars: kept, actions } = pricesToStore(said, stored);
  // What else is said of the same close, as its volume, is taken.
  expect(kept.map(({ date }) => date)).toEqual(["2025-07-08", "2025-07-09"]);
  expect(actions).toEqual([]);
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

const BELIEVED = { withdrawn: [], reinstated: [] };

describe("changedPrices", () => {
  const stored = series({ closes: closes(["2025-07-08", 100]) });

  test("are what was restated, from its first date on without end", () => {
    const restated = [{ date: "2025-07-08", kind: "close", before: 100, after: 90 }] as const;
    const said = { symbol: "SPY", bars: bars(["2025-07-08", 90]), answered: [ASKED], actions: [] };
    expect(changedPrices({ fetched: said, restated, series: stored, renewed: null, judged: BELIEVED })).toEqual([
      { symbol: "SPY", from: "2025-07-08", to: null, isRegressor: true },
    ]);
  });

  test("are prices of dates that had none, by the ranges that were asked for", () => {
    const answered = [{ from: "2024-01-01", to: "2024-01-31" }, ASKED];
    const said = {
      ...{ symbol: "AAPL", answered, actions: [] },
      bars: bars(["2024-01-03", 1], ["2025-07-07", 1], ["2025-07-08", 100], ["2025-07-09", 1]),
    };
    expect(changedPrices({ fetched: said, restated: [], series: stored, renewed: null, judged: BELIEVED })).toEqual([
      { symbol: "AAPL", from: "2024-01-03", to: "2024-01-03", isRegressor: false },
      { symbol: "AAPL", from: "2025-07-07", to: "2025-07-09", isRegressor: false },
    ]);
  });

  test("are all there was and is where it is stored anew", () => {
    const said = { symbol: "AAPL", answered: [ASKED], bars: bars(["2025-07-09", 1]), actions: [] };
    expect(
      changedPrices({ fetched: said, restated: [], series: stored, renewed: "currency", judged: BELIEVED }),
    ).toEqual([{ symbol: "AAPL", from: "2025-07-08", to: null, isRegressor: false }]);
  });

  test("are what is not believed any more, and what has left the quarantine", () => {
    const said = { symbol: "AAPL", answered: [ASKED], bars: [], actions: [] };
    const judged = { withdrawn: ["2025-07-08"], reinstated: ["2025-03-03", "2025-03-04"] };
    expect(changedPrices({ fetched: said, restated: [], series: stored, renewed: null, judged })).toEqual([
      { symbol: "AAPL", from: "2025-07-08", to: null, isRegressor: false },
      { symbol: "AAPL", from: "2025-03-03", to: "2025-03-04", isRegressor: false },
    ]);
  });

  test("are splits that were not known, for those who hold by later shares", () => {
    const actions = [{ date: "2025-07-09", kind: "split", value: 4 } as const];
    const said = { symbol: "AAPL", answered: [ASKED], bars: [], actions };
    const known = series({ ...stored, actions });
    const found = { restated: [], renewed: null, judged: BELIEVED };
    expect(changedPrices({ fetched: said, series: stored, ...found })).toEqual([
      { symbol: "AAPL", from: "2025-07-09", to: null, isRegressor: false, isSplit: true },
    ]);
    expect(changedPrices({ fetched: said, series: known, ...found })).toEqual([]);
  });
});
