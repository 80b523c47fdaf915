import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blackScholesMerton, type OptionTerms } from "#lib/analytics/black-scholes-merton.ts";
import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { cholesky, solveCholesky } from "#lib/analytics/cholesky.ts";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import { STRESS_FACTORS } from "#lib/analytics/stress-factors.ts";
import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { DEFAULT_ASSUMPTIONS } from "../assumptions.ts";
import type { Holding } from "./holdings-at.ts";
import { stressFigures } from "./stress.ts";
import { createStressModel } from "./stress-model.ts";

const sessions = sessionsBetween("2023-10-02", "2025-03-14");
const LAST = sessions.length - 1;
const days = epochDays(sessions);
const noise = (seed: number) => {
  let state = seed;
  return Float64Array.from(sessions, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (0.02 * state) / 2_147_483_647 - 0.01;
  });
};
const ETFS = STRESS_FACTORS.map(({ etf }) => etf);
const FUNDS: readonly (readonly [string, Float64Array])[] = ETFS.map((etf, i) => [etf, noise(1 + 7 * i)]);
const RETURNS = new Map([...FUNDS, ["KO", noise(991)], ["NEW", noise(5).fill(Number.NaN, 0, LAST - 20)]]);

const holding = (kind: Holding["kind"], symbol: string, exposure: number): Holding => ({
  ...{ kind, symbol, exposure, option: null },
});
const stock = (symbol: string, exposure: number) => holding("stock", symbol, exposure);

interface Given {
  holdings: readonly Holding[];
  shocks: StressShocks;
  equity?: number;
  without?: readonly string[];
}

function stress({ holdings, shocks, equity = 1000, without = [] }: Given) {
  const returns = new Map([...RETURNS].filter(([symbol]) => !without.includes(symbol)));
  const model = createStressModel({ days, returns }, [{ id: "own", shocks }], DEFAULT_ASSUMPTIONS);
  const { rows, ...rest } = stressFigures(holdings, equity, model.at(LAST));
  return { ...rest, row: rows[0]! };
}
const pnlOf = (holdings: readonly Holding[], shocks: StressShocks) => Number(stress({ holdings, shocks }).row.pnl);

/** A call on KO at its delta, and the share it is on. */
const TERMS: OptionTerms = {
  ...{ type: "CALL", spot: 60, strike: 62, years: 0.5, rate: 0.04, dividendYield: 0.03, volatility: 0.25 },
};
const call = (contracts: number, terms: OptionTerms = TERMS): Holding => {
  const units = 100 * contracts;
  const exposure = blackScholesMerton(terms).delta * terms.spot * units;
  return { kind: "option", symbol: "KO", exposure, option: { terms, units } };
};

describe("stressFigures", () => {
  test("[PH8] an option whose underlying has no price adds nothing and lowers coverage", () => {
    const shocks = { market: -0.2 };
    const unpriced: Holding = { ...holding("option", "KO", 300), isUnpriced: true };
    const { row, lowCoverage } = stress({ holdings: [stock("KO", 700), unpriced], shocks });
    expect(row).toMatchObject({ pnl: pnlOf([stock("KO", 700)], shocks), coverage: 0.7 });
    expect(lowCoverage).toEqual([{ factor: "Stress", symbols: ["KO"] }]);
    expect(stress({ holdings: [unpriced], shocks }).row.reason).toBe("the option's underlying has no price");
  });

  test("all 22 scenarios, with and without spill-over", () => {
    const model = createStressModel({ days, returns: RETURNS }, STRESS_SCENARIOS, DEFAULT_ASSUMPTIONS);
    const { rows, lacking, lowCoverage } = stressFigures([stock("KO", 800)], 1000, model.at(LAST));
    expect(rows.map(({ scenario }) => scenario)).toEqual(STRESS_SCENARIOS.map(({ id }) => id));
    expect(rows).toHaveLength(22);
    for (const row of rows) {
      expect(row).toMatchObject({
        pnl: expect.any(Number),
        spilloverPnl: expect.any(Number),
        coverage: 1,
        reason: null,
      });
    }
    expect([lacking, lowCoverage]).toEqual([[], []]);
  });

  test("what is the market loses the market's shock, but for what the penalty takes off its beta", () => {
    // With y = x₁: b = sd₁ (e₁ − λ (ZᵀZ + λI)⁻¹ e₁), so that its own beta is 1 − λ [(ZᵀZ + λI)⁻¹]₁₁.
    const from = calendarWindow(days, LAST, 180);
    const n = LAST + 1 - from;
    const market = RETURNS.get("SPY")!;
    const z = ETFS.map((etf, i) => {
      const raw = RETURNS.get(etf)!
        .map((value, at) => (i > 1 ? value - market[at]! : value))
        .slice(from);
      const mean = raw.reduce((sum, value) => sum + value, 0) / n;
      const sd = Math.sqrt(raw.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
      return raw.map((value) => (value - mean) / sd);
    });
    const k = z.length;
    const gram = Float64Array.from({ length: k * k }, (_, at) => {
      const [a, b] = [z[Math.floor(at / k)]!, z[at % k]!];
      return a.reduce((sum, value, i) => sum + value * b[i]!, 0) + (Math.floor(at / k) === at % k ? 1 : 0);
    });
    const unit = new Float64Array(k).fill(1, 0, 1);
    solveCholesky(cholesky(gram, k)!, k, unit);
    const pnl = pnlOf([stock("SPY", 1000)], { market: -0.1 });
    expect(pnl).toBeCloseTo(-100 * (1 - unit[0]!), 9);
    expect(pnl).toBeGreaterThan(-100);
    expect(pnl).toBeLessThan(-90);
  });

  test("no shock, no gain and no loss, options included", () => {
    const { row } = stress({
      holdings: [stock("KO", 500), stock("SPY", -200), call(3)],
      shocks: { market: 0, rateBp: 0 },
    });
    expect([row.pnl, row.spilloverPnl]).toEqual([0, 0]);
  });

  test("direct results add up over holdings, and over shocks of different factors", () => {
    const size = fc.double({ min: -1000, max: 1000, noNaN: true });
    const shock = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(size, size, shock, fc.integer({ min: -300, max: 300 }), (a, b, market, rateBp) => {
        const held = [stock("KO", a), stock("VTV", b)];
        const together = pnlOf(held, { market, rateBp });
        const byHolding = held.reduce((sum, each) => sum + pnlOf([each], { market, rateBp }), 0);
        expect(together).toBeCloseTo(byHolding, 8);
        expect(together).toBeCloseTo(pnlOf(held, { market }) + pnlOf(held, { rateBp }), 8);
      }),
      { numRuns: 30 },
    );
  });

  test("a style's shock counts as what it is beyond the market's", () => {
    const held = [stock("KO", 800)];
    const alone = pnlOf(held, { value: 0.2 });
    expect(pnlOf(held, { value: 0.2, market: 0.2 })).toBeCloseTo(pnlOf(held, { market: 0.2 }), 9);
    expect(pnlOf(held, { value: 0.3, market: 0.1 })).toBeCloseTo(alone + pnlOf(held, { market: 0.1 }), 9);
  });

  test("yields move TLT by duration and convexity", () => {
    const { bondDuration, bondConvexity } = DEFAULT_ASSUMPTIONS;
    const held = [stock("TLT", 1000)];
    const [up, down] = [pnlOf(held, { rateBp: 100 }), pnlOf(held, { rateBp: -100 })];
    expect(up / down).toBeCloseTo((-bondDuration + bondConvexity / 200) / (bondDuration + bondConvexity / 200), 9);
  });

  test("options are priced anew: a long call loses no more than its value and gains more than its delta says", () => {
    const value = 300 * blackScholesMerton(TERMS).price;
    const shares = stock("KO", call(3).exposure);
    for (const market of [-0.9, 0.9]) {
      const pnl = pnlOf([call(3)], { market });
      expect(pnl).toBeGreaterThan(-value);
      expect(pnl).toBeGreaterThan(pnlOf([shares], { market }));
    }
    const tiny = pnlOf([call(3)], { market: 1e-6 });
    expect(tiny / pnlOf([shares], { market: 1e-6 })).toBeCloseTo(1, 4);
    expect(pnlOf([call(-3)], { market: 0.9 })).toBeCloseTo(-pnlOf([call(3)], { market: 0.9 }), 9);
  });

  test("an underlying that would lose more than all of its price leaves a put at most its strike", () => {
    const put = call(-1, { ...TERMS, type: "PUT" });
    const pnl = pnlOf([put], { market: -30, value: 30, size: -30, growth: 30 });
    expect(Number.isFinite(pnl)).toBe(true);
    expect(Math.abs(pnl)).toBeLessThan(6200);
  });

  test("a loss beyond equity is shown and flagged", () => {
    const shocks = { market: -0.35 };
    const lever = stress({ holdings: [stock("SPY", 5000)], shocks });
    expect(Number(lever.row.pnl)).toBeLessThan(-1000);
    expect(lever.row.beyondEquity).toBe(true);
    expect(stress({ holdings: [stock("SPY", 1000)], shocks }).row.beyondEquity).toBe(false);
    expect(stress({ holdings: [stock("SPY", -5000)], shocks }).row.beyondEquity).toBe(false);
    expect(stress({ holdings: [stock("SPY", 10)], shocks, equity: -5 }).row.beyondEquity).toBe(true);
  });

  test("a holding without the joint betas adds 0 and lowers coverage; below 80% its symbol is named", () => {
    const shocks = { market: -0.1 };
    const { row, lowCoverage, lacking } = stress({ holdings: [stock("KO", 700), stock("NEW", -300)], shocks });
    expect(row.pnl).toBeCloseTo(pnlOf([stock("KO", 700)], shocks), 12);
    expect(row.coverage).toBeCloseTo(0.7, 12);
    expect(lowCoverage).toEqual([{ factor: "Stress", symbols: ["NEW"] }]);
    expect(lacking).toEqual([]);
    expect(stress({ holdings: [stock("KO", 900), stock("NEW", 100)], shocks }).lowCoverage).toEqual([]);
  });

  test("[PH8] without betas of any holding nothing can be said, and that is missed", () => {
    const { row, lacking } = stress({ holdings: [stock("NEW", 300)], shocks: { market: -0.1 } });
    expect(row).toMatchObject({ pnl: null, spilloverPnl: null, coverage: null, reason: "21 of 60 observations" });
    expect(lacking).toEqual(["21 of 60 observations"]);
  });

  test("[PH8] a factor without prices takes its own scenarios with it and no others", () => {
    const given = { holdings: [stock("KO", 800)], without: ["TLT"] };
    expect(stress({ ...given, shocks: { rateBp: 50 } })).toMatchObject({
      row: { pnl: null, spilloverPnl: null, beyondEquity: null, reason: "TLT has no prices" },
      lacking: ["TLT has no prices"],
    });
    const { row, lacking } = stress({ ...given, shocks: { market: -0.1 } });
    expect(row).toMatchObject({ pnl: expect.any(Number), spilloverPnl: expect.any(Number), reason: null });
    expect(lacking).toEqual(["TLT has no prices"]);
  });

  test("[PH8] without the market there is no scenario", () => {
    const { row, lacking } = stress({ holdings: [stock("KO", 800)], shocks: { value: 0.1 }, without: ["SPY"] });
    expect(row).toMatchObject({ pnl: null, reason: "SPY has no prices, and every style is measured from it" });
    expect(lacking).toEqual([row.reason]);
  });

  test("nothing public is held: nothing to say", () => {
    const { row } = stress({ holdings: [holding("private", "HOME", 500)], shocks: { market: -0.1 } });
    expect(row).toMatchObject({ pnl: null, coverage: null, reason: "no public position is held" });
  });
});
