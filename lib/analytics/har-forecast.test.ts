import { describe, expect, test } from "vitest";
import { harForecast } from "./har-forecast.ts";
import { leastSquares } from "./least-squares.ts";

/** Deterministic returns whose size comes in waves. */
const clustered = (n: number) =>
  Float64Array.from({ length: n }, (_, i) => (0.008 + 0.005 * Math.sin(i / 17)) * Math.sin(i * 12.9898) * 1.3);

/** The definition, word for word, without running sums. */
function written(returns: Float64Array) {
  const t = returns.length - 1;
  const square = (s: number) => returns[s]! ** 2;
  const mean = (from: number, to: number) => {
    let sum = 0;
    for (let s = from; s <= to; s++) sum += square(s);
    return sum / (to - from + 1);
  };
  const rows = Array.from({ length: t - 21 - 20 + 1 }, (_, row) => row + 20);
  const columns = (at: readonly number[]) => [
    Float64Array.from(at, square),
    Float64Array.from(at, (s) => mean(s - 4, s)),
    Float64Array.from(at, (s) => mean(s - 20, s)),
  ];
  const target = Float64Array.from(rows, (s) => mean(s + 1, s + 21));
  const b = leastSquares(target, columns(rows), { intercept: true }).value!.coefficients;
  const now = columns([t]).map((column) => column[0]!);
  return { rows, target, forecast: b[0]! + b[1]! * now[0]! + b[2]! * now[1]! + b[3]! * now[2]! };
}

describe("harForecast", () => {
  test("is the regression of the definition, annualized", () => {
    const returns = clustered(260);
    const { rows, target, forecast } = written(returns);
    expect(forecast).toBeGreaterThan(Math.min(...target));
    expect(forecast).toBeLessThan(Math.max(...target));
    const har = harForecast(returns).value!;
    expect(rows.at(-1)).toBe(returns.length - 1 - 21);
    expect(har.n).toBe(rows.length);
    expect(har.replacedByMean).toBe(false);
    expect(har.volatility).toBeCloseTo(Math.sqrt(252 * forecast), 10);
  });

  test("63 rows need 104 returns", () => {
    expect(harForecast(clustered(103))).toEqual({ value: null, reason: "62 of 63 rows" });
    expect(harForecast(clustered(104)).value!.n).toBe(63);
    expect(harForecast(clustered(10)).reason).toBe("0 of 63 rows");
  });

  test("a forecast outside the fitted targets is replaced by their mean and flagged", () => {
    const returns = clustered(200);
    returns[199] = 5;
    const { target } = written(returns);
    const mean = target.reduce((a, b) => a + b, 0) / target.length;
    const har = harForecast(returns).value!;
    expect(har.replacedByMean).toBe(true);
    expect(har.volatility).toBeCloseTo(Math.sqrt(252 * mean), 8);
  });

  test("a missing return and a series without variation have no forecast", () => {
    const gapped = clustered(200);
    gapped[3] = Number.NaN;
    expect(harForecast(gapped).reason).toBe("a return is missing");
    expect(harForecast(new Float64Array(200)).reason).toContain("rank-deficient");
  });

  test("the sign of the returns does not matter", () => {
    const returns = clustered(180);
    expect(harForecast(returns.map((r) => -r))).toEqual(harForecast(returns));
  });
});
