import { expect, test } from "vitest";
import { percentileRank } from "./percentile-rank.ts";
import { volatilityTrend } from "./volatility-trend.ts";

const ramp = (slope: number) => Float64Array.from({ length: 30 }, (_, i) => 0.2 + slope * i);

test("a straight rise or fall is the trend, its slope per session", () => {
  expect(volatilityTrend(ramp(0.001)).value).toEqual({ direction: "rising", slope: expect.closeTo(0.001, 12) });
  expect(volatilityTrend(ramp(-0.002)).value).toEqual({ direction: "falling", slope: expect.closeTo(-0.002, 12) });
});

test("noise around a level and a constant are flat", () => {
  const noise = Float64Array.from({ length: 30 }, (_, i) => 0.2 + 0.01 * Math.sin(i * 2.5));
  expect(volatilityTrend(noise).value).toEqual({ direction: "flat", slope: null });
  expect(volatilityTrend(ramp(0)).value).toEqual({ direction: "flat", slope: null });
});

test("a rise is one where the line explains more than 0.3 of the variance", () => {
  const around = (size: number) => ramp(0.001).map((value, i) => value + size * (-1) ** i);
  expect(volatilityTrend(around(0.0078)).value?.direction).toBe("rising");
  expect(volatilityTrend(around(0.0105)).value?.direction).toBe("flat");
});

test("only the last 21 values count, and all of them must be there", () => {
  const turned = ramp(0.001).map((v, i) => (i < 9 ? 5 : v));
  expect(volatilityTrend(turned).value?.direction).toBe("rising");
  const gapped = ramp(0.001).map((v, i) => (i === 12 ? Number.NaN : v));
  expect(volatilityTrend(gapped).reason).toBe("20 of 21 observations");
  expect(volatilityTrend(ramp(0.001).slice(0, 20)).reason).toBe("20 of 21 observations");
});

test("the percentile counts the values at or below the last, itself included", () => {
  const values = Float64Array.from({ length: 300 }, (_, i) => i);
  expect(percentileRank(values).value).toEqual({ percentilePct: 100, n: 252 });
  expect(percentileRank(values.map((v) => -v)).value?.percentilePct).toBeCloseTo(100 / 252, 12);
  expect(percentileRank(values.map((v) => v % 2)).value?.percentilePct).toBe(100);
  expect(percentileRank(values.map((v) => (v + 1) % 2)).value?.percentilePct).toBe(50);
});

test("the percentile needs its own value and enough others", () => {
  const values = Float64Array.from({ length: 70 }, (_, i) => (i < 8 ? Number.NaN : i));
  expect(percentileRank(values).reason).toBe("62 of 63 values");
  values[69] = Number.NaN;
  expect(percentileRank(values).reason).toBe("no value at the as-of date");
});
