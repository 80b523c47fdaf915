import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aggregateReturns } from "./aggregate-returns.ts";
import { alphaBeta } from "./alpha-beta.ts";
import { annualizedReturn } from "./annualized-return.ts";
import { betaFragility } from "./beta-fragility.ts";
import { calmarRatio } from "./calmar-ratio.ts";
import { captureRatio } from "./capture-ratio.ts";
import { dailyRate } from "./daily-rate.ts";
import { downsideRisk } from "./downside-risk.ts";
import { epochDay } from "./epoch-day.ts";
import { informationRatio } from "./information-ratio.ts";
import { marketCapture } from "./market-capture.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import { omegaRatio } from "./omega-ratio.ts";
import { realizedVolatility } from "./realized-volatility.ts";
import { returnsDrawdown } from "./returns-drawdown.ts";
import { rolling } from "./rolling.ts";
import { sharpeRatio } from "./sharpe-ratio.ts";
import { sortinoRatio } from "./sortino-ratio.ts";
import { stabilityOfTimeseries } from "./stability-of-timeseries.ts";
import { tailRatio } from "./tail-ratio.ts";
import { trackingError } from "./tracking-error.ts";
import { upDownCapture } from "./up-down-capture.ts";

const f = (...values: number[]) => Float64Array.of(...values);
const GAP = Number.NaN;
const wave = (n: number, step: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(i * step) / 50);
const series = fc
  .array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float64Array.from(values));

describe("ratios of the returns alone", () => {
  test("Sharpe is the annualized mean excess over the annualized volatility", () => {
    const returns = wave(80, 1.7);
    const mean = returns.reduce((sum, value) => sum + value, 0) / 80;
    const volatility = realizedVolatility(returns, 0, 80).value!;
    expect(sharpeRatio(returns, 0.0001).value).toBeCloseTo(((mean - 0.0001) * 252) / volatility, 12);
  });

  test("a window, a gap and the returns beyond them: only the known ones inside count", () => {
    const inner = f(0.01, -0.02, 0.015, 0.005);
    const outer = f(9, 0.01, GAP, -0.02, 0.015, 0.005, -9);
    const window = { from: 1, to: 6 };
    expect(sharpeRatio(outer, 0.001, window)).toEqual(sharpeRatio(inner, 0.001));
    expect(sortinoRatio(outer, 0.001, window)).toEqual(sortinoRatio(inner, 0.001));
    expect(omegaRatio(outer, 0.001, window)).toEqual(omegaRatio(inner, 0.001));
    expect(calmarRatio(f(-0.5, 0.01, -0.02, 0.015, -0.9), { from: 1, to: 4 })).toEqual(
      calmarRatio(f(0.01, -0.02, 0.015)),
    );
    expect(returnsDrawdown(outer, 1, 6).value!.depth).toBeCloseTo(returnsDrawdown(inner).value!.depth, 15);
  });

  test("Sortino divides by all n, Calmar by the deepest fall, omega by what falls short of the threshold", () => {
    const returns = f(0.02, -0.01, 0.03, -0.02);
    expect(downsideRisk(returns, 0, { periodsPerYear: 1 }).value).toBeCloseTo(Math.sqrt(0.0005 / 4), 15);
    expect(sortinoRatio(returns, 0).value).toBeCloseTo((0.005 * 252) / Math.sqrt((0.0005 / 4) * 252), 12);
    expect(calmarRatio(returns).value).toBeCloseTo(annualizedReturn(returns).value! / 0.02, 10);
    expect(omegaRatio(returns, 0).value).toBeCloseTo(0.05 / 0.03, 14);
    expect(omegaRatio(returns, 0, { requiredReturn: 1.01 ** 252 - 1 }).value).toBeCloseTo(0.03 / 0.05, 10);
  });

  test("what is not there has a reason and never a number", () => {
    expect(sharpeRatio(f(0.01), 0).reason).toBe("1 of 2 returns");
    expect(sharpeRatio(wave(59, 1), 0, { minimum: 60 }).reason).toBe("59 of 60 returns");
    expect(sharpeRatio(f(0.01, 0.01, 0.01), 0).reason).toBe("the returns do not vary");
    for (const [length, rate] of [
      [60, 0.04],
      [252, 0.0525],
      [700, 0.01],
    ] as const) {
      const still = new Float64Array(length);
      expect(sharpeRatio(still, dailyRate(rate)).reason).toBe("the returns do not vary");
      expect(
        trackingError(
          still,
          still.map(() => dailyRate(rate)),
        ).value,
      ).toBe(0);
    }
    expect(annualizedReturn(f(30)).reason).toBe("the rate is too large to state by the year");
    expect(sortinoRatio(f(0.01, 0.02), 0).reason).toBe("no return is below the target");
    expect(sortinoRatio(f(0.01), 0).reason).toBe("1 of 2 returns");
    expect(downsideRisk(f(GAP), 0).reason).toBe("0 of 1 returns");
    expect(calmarRatio(f(0.01, 0.02)).reason).toBe("the returns have no drawdown");
    expect(calmarRatio(f(0.01), { minimum: 60 }).reason).toBe("1 of 60 returns");
    expect(calmarRatio(f(0.1, -1)).reason).toBe("wealth is not positive");
    expect(omegaRatio(f(0.01, 0.02), 0).reason).toBe("no return falls short of the threshold");
    expect(omegaRatio(f(0.01, 0.02), 0, { requiredReturn: -1 }).reason).toBe("the required return loses everything");
    expect(tailRatio(f(GAP)).reason).toBe("no returns");
    expect(tailRatio(f(0, 0)).reason).toBe("the 5% quantile is 0");
    expect(stabilityOfTimeseries(f(0.1, -1, 0.1)).reason).toBe("wealth is not positive");
    expect(stabilityOfTimeseries(f(0, 0, 0)).reason).toBe("the series does not vary");
  });

  test("no series whatever gives NaN or an infinite figure", () => {
    fc.assert(
      fc.property(series, series, (returns, other) => {
        const benchmark = Float64Array.from(returns, (_, i) => other[i % other.length]!);
        const figures = [
          sharpeRatio(returns, 0),
          sortinoRatio(returns, 0.0001),
          calmarRatio(returns),
          omegaRatio(returns, 0),
          tailRatio(returns),
          stabilityOfTimeseries(returns),
          trackingError(returns, benchmark),
          informationRatio(returns, benchmark),
          marketCapture(returns, benchmark, "up"),
          marketCapture(returns, benchmark, "down"),
          betaFragility(returns, benchmark),
        ];
        for (const { value, reason } of figures) {
          if (value === null) expect(reason).not.toBe("");
          else expect(Number.isFinite(value)).toBe(true);
        }
      }),
    );
  });

  test("a steady rate is stable, a tail twice as long on the right has ratio 2", () => {
    expect(stabilityOfTimeseries(new Float64Array(30).fill(0.01)).value).toBeCloseTo(1, 12);
    expect(tailRatio(Float64Array.from({ length: 101 }, (_, i) => (i < 50 ? i - 50 : 2 * (i - 50)))).value).toBe(2);
  });
});

describe("returnsDrawdown", () => {
  test("is the maximum drawdown of the wealth that starts at 1", () => {
    fc.assert(
      fc.property(series, (returns) => {
        const wealth = Float64Array.of(1, ...returns);
        for (let i = 1; i < wealth.length; i++) wealth[i] = wealth[i - 1]! * (1 + returns[i - 1]!);
        const ours = returnsDrawdown(returns).value!;
        const theirs = maxDrawdown(wealth).value!;
        expect(ours.depth).toBeCloseTo(theirs.depth, 14);
        if (ours.depth < 0) expect([ours.peak, ours.trough]).toEqual([theirs.peak - 1, theirs.trough - 1]);
      }),
    );
  });

  test("names the session before the first as peak, and the recovery where there is one", () => {
    expect(returnsDrawdown(f(-0.5, 1, 0.2)).value).toEqual({ depth: -0.5, peak: -1, trough: 0, recovery: 1 });
    expect(returnsDrawdown(f(0.1, -0.5, GAP, 0.2)).value).toEqual({ depth: -0.5, peak: 0, trough: 1, recovery: null });
    expect(returnsDrawdown(f(0.1)).value).toEqual({ depth: 0, peak: -1, trough: -1, recovery: -1 });
    expect(returnsDrawdown(f(GAP)).reason).toBe("no returns");
  });
});

describe("figures against a benchmark", () => {
  const market = wave(60, 1.3);

  test("half the market captures half of its rises and falls, with beta a half and no alpha", () => {
    const half = market.map((value) => value / 2);
    expect(marketCapture(half, market, "up").value).toBeCloseTo(0.5, 2);
    expect(marketCapture(half, market, "down").value).toBeCloseTo(0.5, 2);
    expect(upDownCapture(half, market).value).toBeCloseTo(1, 1);
    const { alpha, beta, n } = alphaBeta(half, market).value!;
    expect([alpha, beta, n]).toEqual([expect.closeTo(0, 12), expect.closeTo(0.5, 12), 60]);
  });

  test("the benchmark against itself: capture 1, no tracking error and no information ratio", () => {
    expect(marketCapture(market, market, "down", { periodsPerYear: 252 }).value).toBeCloseTo(1, 14);
    expect(captureRatio(market, market).value).toBe(1);
    expect(trackingError(market, market).value).toBe(0);
    expect(informationRatio(market, market).reason).toBe("the difference to it does not vary");
  });

  test("the tracking error is the volatility of the difference, the information ratio its mean over it", () => {
    const ours = wave(60, 0.7);
    const active = ours.map((value, i) => value - market[i]!);
    const error = trackingError(ours, market).value!;
    expect(error).toBeCloseTo(realizedVolatility(active, 0, 60).value!, 14);
    const mean = active.reduce((sum, value) => sum + value, 0) / 60;
    expect(informationRatio(ours, market).value).toBeCloseTo((mean * 252) / error, 12);
  });

  test("alpha with a risk-free rate is that of the excess returns; a side takes its sessions only", () => {
    const ours = market.map((value, i) => 0.0002 + 1.2 * value + Math.cos(i) / 500);
    const excess = (values: Float64Array) => values.map((value) => value - 0.0001);
    const direct = alphaBeta(excess(ours), excess(market)).value!;
    const fitted = alphaBeta(ours, market, { riskFree: 0.0001 }).value!;
    expect([fitted.alpha, fitted.beta]).toEqual([expect.closeTo(direct.alpha, 10), expect.closeTo(direct.beta, 12)]);
    const [up, down] = [alphaBeta(ours, market, { side: "up" }), alphaBeta(ours, market, { side: "down" })];
    expect(up.value!.n + down.value!.n).toBe(market.filter((value) => value !== 0).length);
  });

  test("without rising sessions there is no up capture", () => {
    expect(marketCapture(f(0.1, 0.1), f(-0.1, 0), "up").reason).toBe("0 of 1 sessions on which the benchmark rose");
    expect(marketCapture(f(0.1, -1), f(-0.1, -0.1), "down").reason).toBe("wealth is not positive");
    expect(upDownCapture(f(0.1, 0), f(0.1, -0.1)).reason).toBe("no fall is captured");
    expect(captureRatio(f(0.1), f(0)).reason).toBe("the benchmark earned nothing");
    expect(betaFragility(f(0.1, 0.2), f(0.1, 0.2)).reason).toBe("2 of 3 pairs");
  });

  test("a straight line is not fragile, one that bends down is", () => {
    const steps = Float64Array.from({ length: 21 }, (_, i) => (i - 10) / 100);
    expect(betaFragility(steps, steps).value).toBeCloseTo(0, 14);
    expect(
      betaFragility(
        steps.map((value) => -value * value),
        steps,
      ).value,
    ).toBeLessThan(0);
  });
});

test("periods are weeks from Monday, months, quarters and years, and compound to the whole", () => {
  const dates = ["2023-12-29", "2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2024-04-01"];
  const days = Int32Array.from(dates, epochDay);
  const returns = f(0.1, 0.1, 0.1, GAP, 0.1, -0.1);
  const rounded = (period: "weekly" | "monthly" | "quarterly" | "yearly") =>
    Array.from(aggregateReturns(returns, days, period), (value) => Number(value.toFixed(10)));
  expect(rounded("weekly")).toEqual([0.21, 0.1, 0.1, -0.1]);
  expect(rounded("monthly")).toEqual([0.21, 0.1, 0, 0.1, -0.1]);
  expect(rounded("quarterly")).toEqual([0.21, 0.21, -0.1]);
  expect(rounded("yearly")).toEqual([0.21, 0.089]);
  expect(() => aggregateReturns(returns, days.slice(1), "weekly")).toThrow(RangeError);
});

test("a rolling figure is that of each window and missing before the first is full", () => {
  const returns = wave(10, 1.1);
  const sharpe = rolling(10, 4, (from, to) => sharpeRatio(returns, 0, { from, to }));
  expect(Array.from(sharpe.slice(0, 3))).toEqual([GAP, GAP, GAP]);
  expect(sharpe[5]).toBe(sharpeRatio(returns.slice(2, 6), 0).value);
  expect(Array.from(rolling(2, 3, () => sharpeRatio(returns, 0)))).toEqual([GAP, GAP]);
});

test("a yearly rate compounds over 252 sessions to what it earns in a year", () => {
  expect((1 + dailyRate(0.04)) ** 252).toBeCloseTo(Math.exp(0.04), 12);
});
