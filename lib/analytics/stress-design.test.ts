import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { difference } from "./difference.ts";
import { directShocks } from "./direct-shocks.ts";
import { exponentialCovariance } from "./exponential-covariance.ts";
import { rateShock } from "./rate-shock.ts";
import { ridgeDesign } from "./ridge.ts";
import { shockedReturns } from "./shocked-returns.ts";
import { simpleRegression } from "./simple-regression.ts";
import { spilloverShocks } from "./spillover-shocks.ts";
import { STRESS_SCENARIOS } from "./stress-catalogue.ts";
import { stressCovariance } from "./stress-covariance.ts";
import { stressDesign } from "./stress-design.ts";
import { STRESS_FACTORS, type StressFactor } from "./stress-factors.ts";
import { stressRegressors } from "./stress-regressors.ts";

const N = 300;
const [FROM, TO] = [176, 300];
const BOND = { bondDuration: 16.5, bondConvexity: 350 };
const market = Float64Array.from({ length: N }, (_, i) => Math.sin(i * 1.7) / 80 + Math.cos(i * i) / 150);
const own = (step: number) => Float64Array.from({ length: N }, (_, i) => Math.sin(i * step + step) / 200);
const funds = Object.fromEntries(
  STRESS_FACTORS.map(({ etf }, place) => [
    etf,
    etf === "SPY" ? market : market.map((value, i) => (0.8 + place / 20) * value + own(2 + 0.37 * place)[i]!),
  ]),
) as Record<StressFactor["etf"], Float64Array>;
const without = (...etfs: readonly string[]) =>
  Object.fromEntries(Object.entries(funds).filter(([etf]) => !etfs.includes(etf)));
const regressors = stressRegressors(funds).value!;
const design = stressDesign(regressors, FROM, TO).value!;
const ALL = STRESS_FACTORS.map(() => null);
const stock = market.map((value, i) => 1.4 * value + 0.6 * (funds.VUG[i]! - value) + own(5.3)[i]! / 2);

describe("stressRegressors and stressDesign", () => {
  test("one joint ridge, λ = 1, on SPY, TLT and the styles each less SPY", () => {
    const series = STRESS_FACTORS.map(({ etf }) =>
      etf === "SPY" || etf === "TLT" ? funds[etf] : difference(funds[etf], market),
    );
    const plain = ridgeDesign(series, { from: FROM, to: TO, lambda: 1, minimum: 60 }).value!.solve(stock).value!;
    const fit = design.solve(stock).value!;
    expect(fit.betas).toEqual(plain.betas);
    expect([fit.rSquared, fit.n, fit.capped]).toEqual([plain.rSquared, 124, false]);
    expect(Array.from(design.places)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("a missing fund leaves its factor out and the others fitted, as if it had never been", () => {
    const fewer = stressDesign(stressRegressors(without("TLT", "QUAL")).value!, FROM, TO).value!;
    expect(Array.from(fewer.places)).toEqual([0, 2, 3, 4, 6, 7]);
    expect(fewer.missing[1]).toBe("TLT has no prices");
    const series = [
      market,
      ...(["VTV", "VUG", "MTUM", "IWM", "USMV"] as const).map((e) => difference(funds[e], market)),
    ];
    const plain = ridgeDesign(series, { from: FROM, to: TO, lambda: 1, minimum: 60 }).value!.solve(stock).value!;
    const { betas } = fewer.solve(stock).value!;
    expect(Array.from(fewer.places, (place) => betas[place])).toEqual(Array.from(plain.betas));
    expect([betas[1], betas[5]]).toEqual([0, 0]);
  });

  test("a fund that is too young, or no different from the market, is left out by name", () => {
    const young = funds.USMV.map((value, i) => (i < TO - 59 ? Number.NaN : value));
    const made = stressRegressors({ ...funds, USMV: young, IWM: market }).value!;
    const { missing, n } = stressDesign(made, FROM, TO).value!;
    expect(missing[7]).toBe("USMV has 59 of 60 observations");
    expect(missing[6]).toBe("IWM less SPY does not vary");
    expect(n).toBe(124);
  });

  test("without the market, or with too short a window, there is no design", () => {
    expect(stressRegressors(without("SPY")).reason).toBe("SPY has no prices, and every style is measured from it");
    expect(stressDesign(regressors, TO - 59, TO).reason).toBe("SPY has 59 of 60 observations");
  });

  test("a beta beyond ±5 is held there and said so; a short series has none", () => {
    const { betas, capped } = design.solve(market.map((value) => 9 * value)).value!;
    expect([betas[0], capped]).toEqual([5, true]);
    expect(design.solve(stock.map((value, i) => (i < 260 ? Number.NaN : value))).reason).toBe("40 of 60 observations");
  });
});

describe("shockedReturns", () => {
  test("shocks go to their fund's place, yields through duration and convexity", () => {
    const returns = shockedReturns({ market: -0.2, lowVolatility: -0.3, rateBp: 100 }, ALL, BOND).value!;
    const expected = [-0.2, -0.165 + 0.0175, ...STRESS_FACTORS.slice(2, 7).map(() => Number.NaN), -0.3];
    expect(Array.from(returns)).toEqual(
      expected.map((value) => (Number.isNaN(value) ? value : expect.closeTo(value, 14))),
    );
  });

  test("a scenario that moves a missing factor, or nothing, is unknown with the reason", () => {
    const missing = STRESS_FACTORS.map(({ etf }) => (etf === "TLT" ? "TLT has no prices" : null));
    expect(shockedReturns({ rateBp: 25 }, missing, BOND).reason).toBe("TLT has no prices");
    expect(shockedReturns({ market: 0.05 }, missing, BOND).value![0]).toBe(0.05);
    expect(shockedReturns({}, ALL, BOND).reason).toBe("the scenario moves nothing");
  });

  test("rates by hand: −16.5 Δy + 175 Δy²", () => {
    expect(rateShock(25, BOND)).toBeCloseTo(-0.04125 + 0.00109375, 14);
    expect(rateShock(-100, BOND)).toBeCloseTo(0.165 + 0.0175, 14);
    expect(rateShock(300, BOND)).toBeCloseTo(-0.495 + 0.1575, 14);
    expect(rateShock(0, BOND)).toBeCloseTo(0, 14);
  });
});

const directOf = (shocks: (typeof STRESS_SCENARIOS)[number]["shocks"]) =>
  Array.from(directShocks(shockedReturns(shocks, ALL, BOND).value!), (value) => Number(value.toFixed(10)));

describe("directShocks", () => {
  test("a style moves by its shock less the market's; what is not shocked stays", () => {
    expect(directOf({ quality: 0.12, market: -0.05 })).toEqual([-0.05, 0, 0, 0, 0, 0.17, 0, 0]);
    expect(directOf({ value: 0.2, growth: -0.1 })).toEqual([0, 0, 0.2, -0.1, 0, 0, 0, 0]);
    expect(directOf({ rateBp: -100 })).toEqual([0, 0.1825, 0, 0, 0, 0, 0, 0]);
    expect(directOf({ market: -0.35 })).toEqual([-0.35, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("a holding of a shocked style fund alone moves by the fund's shock, whatever the market does", () => {
    const x = directOf({ market: -0.2, quality: 0.15, size: -0.1 });
    expect(x[0]! + x[5]!).toBeCloseTo(0.15, 12);
    expect(x[0]! + x[6]!).toBeCloseTo(-0.1, 12);
  });
});

const covariance = stressCovariance(regressors, design, TO).value!;
const spillOf = (shocks: (typeof STRESS_SCENARIOS)[number]["shocks"]) =>
  spilloverShocks(shockedReturns(shocks, ALL, BOND).value!, design.places, covariance).value!;

test("spill-over knows the funds' total returns of 252 sessions, each weighing 0.97 of the one after it", () => {
  const window = { from: TO - 252, to: TO, decay: 0.97, minimum: 60 };
  expect(covariance).toEqual(
    exponentialCovariance(
      regressors.returns.map((fund) => fund!),
      window,
    ).value,
  );
  expect(stressCovariance(regressors, design, 60).value).not.toBeNull();
  expect(stressCovariance(regressors, design, 59).reason).toBe("59 of 60 observations");
});

describe("spilloverShocks", () => {
  test("a market shock fills each fund by its weighted beta over 1.05, and a style is that less the market", () => {
    const { moves, bounded } = spillOf({ market: -0.1 });
    expect(moves[0]).toBe(-0.1);
    for (const place of [1, 2, 7]) {
      const filled = Math.max(-0.1, (-0.1 * covariance[place]!) / covariance[0]! / 1.05);
      expect(moves[place]).toBeCloseTo(place === 1 ? filled : filled + 0.1, 12);
      expect(bounded.includes(place)).toBe(filled === -0.1);
    }
  });

  test("shocked funds keep their total return in every scenario, and no other exceeds the largest shock", () => {
    for (const { shocks } of STRESS_SCENARIOS) {
      const returns = shockedReturns(shocks, ALL, BOND).value!;
      const { moves } = spillOf(shocks);
      const limit = Math.max(...returns.filter((value) => !Number.isNaN(value)).map(Math.abs));
      for (const [place, move] of moves.entries()) {
        const total = place > 1 ? move + moves[0]! : move;
        if (!Number.isNaN(returns[place]!)) expect(total).toBeCloseTo(returns[place]!, 12);
        expect(Math.abs(total)).toBeLessThanOrEqual(limit + 1e-12);
      }
    }
  });

  test("where every fund is shocked, spill-over adds nothing", () => {
    const all = { market: -0.3, value: -0.2, growth: 0.1, momentum: 0, quality: 0.2, size: -0.1, lowVolatility: -0.05 };
    const { moves, bounded } = spillOf({ ...all, rateBp: -50 });
    expect(Array.from(moves, (value) => Number(value.toFixed(10)))).toEqual(directOf({ ...all, rateBp: -50 }));
    expect(bounded).toHaveLength(0);
  });

  test("a fund out of the design does not move", () => {
    const made = stressRegressors(without("TLT")).value!;
    const fewer = stressDesign(made, FROM, TO).value!;
    const shocks = shockedReturns({ market: 0.05 }, fewer.missing, BOND).value!;
    const { moves } = spilloverShocks(shocks, fewer.places, stressCovariance(made, fewer, TO).value!).value!;
    expect(moves[1]).toBe(0);
    expect(moves[2]).toBeCloseTo(spillOf({ market: 0.05 }).moves[2]!, 12);
  });
});

describe("exponentialCovariance", () => {
  test("three sessions by hand, the decay a half: weights 1/7, 2/7, 4/7", () => {
    const [x, y] = [Float64Array.of(7, 0, 7), Float64Array.of(0, 7, 7)];
    const window = { from: 0, to: 3, decay: 0.5, minimum: 3 };
    const expected = [10, -2, -2, 6].map((value) => expect.closeTo(value, 12));
    expect(Array.from(exponentialCovariance([x, y], window).value!)).toEqual(expected);
  });

  test("without decay it is the population covariance: beta is cov / var", () => {
    const window = { from: FROM, to: TO, decay: 1, minimum: 60 };
    const values = exponentialCovariance([market, stock], window).value!;
    expect(values[1]! / values[0]!).toBeCloseTo(simpleRegression(stock, market, FROM, TO).value!.beta, 10);
  });

  test("a missing session is left out and does not shift the weights of the others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19 }), (gap) => {
        const window = { from: 0, to: 20, decay: 0.9, minimum: 10 };
        const gapped = market.map((value, i) => (i === gap ? Number.NaN : value));
        const rows = Array.from({ length: 20 }, (_, i) => i).filter((i) => i !== gap);
        const sum = rows.reduce((total, i) => total + 0.9 ** (19 - i), 0);
        const mean = rows.reduce((total, i) => total + 0.9 ** (19 - i) * market[i]!, 0) / sum;
        const variance = rows.reduce((total, i) => total + 0.9 ** (19 - i) * (market[i]! - mean) ** 2, 0) / sum;
        expect(exponentialCovariance([gapped], window).value![0]).toBeCloseTo(variance, 14);
      }),
    );
    expect(exponentialCovariance([market], { from: 0, to: 59, decay: 0.97, minimum: 60 }).reason).toBe(
      "59 of 60 observations",
    );
  });
});
