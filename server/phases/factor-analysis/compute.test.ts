import { describe, expect, test } from "vitest";
import { totalReturns } from "#lib/analytics/total-returns.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PriceColumn, PriceTable } from "#server/market/price-history.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { createFactorModel } from "./compute.ts";

const sessions = sessionsBetween("2024-01-02", "2024-12-31");
const LAST = sessions.length - 1;

/** Repeatable noise in ±1, uncorrelated between seeds. */
function noise(seed: number): Float64Array {
  let state = seed;
  return Float64Array.from(sessions, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (2 * state) / 2_147_483_648 - 1;
  });
}

function column(returns: Float64Array): PriceColumn {
  let level = 100;
  const close = returns.map((value) => (level *= 1 + value));
  return {
    close,
    splits: new Map(),
    dividends: new Map(),
    returns: totalReturns(close),
  };
}

const etfs = new Map(REQUIRED_REGRESSORS.map((etf, i) => [etf, noise(17 + 101 * i).map((value) => value / 100)]));

function tableOf(
  without: readonly string[] = [],
  change: (etf: string, column: PriceColumn) => PriceColumn = (_, c) => c,
): PriceTable {
  const columns = [...etfs]
    .filter(([etf]) => !without.includes(etf))
    .map(([etf, returns]) => [etf, change(etf, column(returns))] as const);
  return { sessions, columns: new Map(columns) };
}

const returnsOf = (table: PriceTable, etf: string) => table.columns.get(etf)!.returns;

describe("createFactorModel", () => {
  test("a stock that is 1.5 times the market plus half the bonds has those betas", () => {
    const table = tableOf();
    const [spy, tlt] = [returnsOf(table, "SPY"), returnsOf(table, "TLT")];
    const row = createFactorModel(table).fit(
      spy.map((value) => 1.5 * value),
      LAST,
    );
    expect(row.marketBeta).toBeCloseTo(1.5, 10);
    expect(row.marketR2).toBeCloseTo(1, 10);
    expect(row.reasons).toBeNull();
    expect(
      createFactorModel(table).fit(
        tlt.map((value) => 0.5 * value),
        LAST,
      ).rateBeta,
    ).toBeCloseTo(0.5, 10);
  });

  test("windows are 90 calendar days, 180 for spreads, ending at the session", () => {
    const row = createFactorModel(tableOf()).fit(noise(5), LAST);
    const from = (days: number) => new Date(Date.parse(sessions[LAST]!) - days * 864e5).toISOString().slice(0, 10);
    expect(row.marketN).toBe(sessions.filter((session) => session > from(90)).length);
    expect(row.ridgeN).toBe(row.marketN);
    expect(row.spreadN).toBe(sessions.filter((session) => session > from(180)).length);
  });

  test("a spread's beta is on the difference of the two ETFs", () => {
    const table = tableOf();
    const [vug, vtv] = [returnsOf(table, "VUG"), returnsOf(table, "VTV")];
    const row = createFactorModel(table).fit(
      vug.map((value, i) => 2 * (value - vtv[i]!)),
      LAST,
    );
    expect(row.growthValueSpread).toBeCloseTo(2, 10);
    expect(row.growthValueSpreadR2).toBeCloseTo(1, 10);
  });

  test("the ridge shrinks each style towards zero and finds the one that moves the stock", () => {
    const table = tableOf();
    const row = createFactorModel(table).fit(returnsOf(table, "QUAL"), LAST);
    expect(row.quality).toBeGreaterThan(0.9);
    expect(row.quality).toBeLessThan(1);
    for (const other of [row.value, row.growth, row.momentum, row.size, row.lowVolatility]) {
      expect(Math.abs(other!)).toBeLessThan(0.05);
    }
  });

  test("a missing ETF leaves its factors null with that reason; the others are fitted without it", () => {
    const table = tableOf(["VTV", "TLT"]);
    const model = createFactorModel(table);
    const row = model.fit(returnsOf(table, "QUAL"), LAST);
    expect(row.reasons).toEqual({
      "rate-beta": "TLT has no prices",
      value: "VTV has no prices",
      "growth-value-spread": "VTV has no prices",
    });
    expect([row.value, row.rateBeta, row.growthValueSpread]).toEqual([null, null, null]);
    expect(row.quality).toBeGreaterThan(0.9);
    expect([...model.missing].toSorted()).toEqual(["growth-value-spread", "rate-beta", "value"]);
  });

  test("without any style ETF the ridge is null throughout", () => {
    const row = createFactorModel(tableOf(["VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV"])).fit(noise(3), LAST);
    expect([row.value, row.growth, row.momentum, row.quality, row.size, row.lowVolatility]).toEqual(
      Array(6).fill(null),
    );
    expect([row.ridgeR2, row.ridgeN]).toEqual([null, 0]);
    expect(row.marketBeta).not.toBeNull();
  });

  test("an ETF too young for the window is left out with its count", () => {
    const young = tableOf([], (etf, each) =>
      etf === "MTUM"
        ? { ...each, returns: each.returns.map((value, i) => (i > LAST - 12 ? value : Number.NaN)) }
        : each,
    );
    const row = createFactorModel(young).fit(returnsOf(young, "QUAL"), LAST);
    expect(row.reasons?.momentum).toBe("the ETF has 12 of 30 returns");
    expect(row.ridgeN).toBeGreaterThan(30);
  });

  test("a symbol with few returns says how many; one with gaps gets a design of its own", () => {
    const model = createFactorModel(tableOf());
    const few = model.fit(
      noise(9).map((value, i) => (i > LAST - 12 ? value : Number.NaN)),
      LAST,
    );
    expect(few.reasons?.["market-beta"]).toBe("12 of 30 observations");
    expect(few.reasons?.value).toBe("12 of 30 observations");
    expect(few.marketBeta).toBeNull();
    const gaps = model.fit(
      noise(9).map((value, i) => (i % 5 === 0 ? Number.NaN : value)),
      LAST,
    );
    expect(gaps.ridgeN).toBeLessThan(model.fit(noise(9), LAST).ridgeN);
    expect(gaps.reasons).toBeNull();
  });

  test("betas are capped to ±5, R² stays the fit's", () => {
    const table = tableOf();
    const row = createFactorModel(table).fit(
      returnsOf(table, "SPY").map((value) => -8 * value),
      LAST,
    );
    expect(row.marketBeta).toBe(-5);
    expect(row.marketR2).toBeCloseTo(1, 10);
  });

  test("nothing after the session is read", () => {
    const model = createFactorModel(tableOf());
    const known = noise(11);
    const future = known.map((value, i) => (i > 150 ? 99 : value));
    expect(model.fit(future, 150)).toEqual(model.fit(known, 150));
  });
});
