import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { correlationMatrix } from "./correlation-matrix.ts";
import { leastSquares } from "./least-squares.ts";
import { simpleRegression } from "./simple-regression.ts";
import { varianceInflation } from "./variance-inflation.ts";

const N = 80;
const wave = (step: number, shift = 0) => Float64Array.from({ length: N }, (_, i) => Math.sin(i * step + shift) / 40);
const regressors = [wave(1.3), wave(2.1), wave(1.31, 0.2)];

describe("varianceInflation", () => {
  test("is the diagonal of the inverse correlation matrix", () => {
    const { values } = correlationMatrix(regressors, 0, N).value!;
    const expected = inverse(Matrix.from1DArray(3, 3, values)).diagonal();
    const factors = varianceInflation(regressors, 0, N, 60).value!;
    for (const [j, factor] of expected.entries()) expect(factors[j]).toBeCloseTo(factor, 9);
  });

  test("it is how much larger the variance of the coefficient is than it would be alone with the same residuals", () => {
    const y = wave(0.7).map((value, i) => value + regressors[0]![i]!);
    const { standardErrors, residualSd } = leastSquares(y, regressors, { intercept: true }).value!;
    const factors = varianceInflation(regressors, 0, N, 60).value!;
    const mean = regressors[2]!.reduce((sum, value) => sum + value, 0) / N;
    const squares = regressors[2]!.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(standardErrors[3]! ** 2).toBeCloseTo((factors[2]! * residualSd ** 2) / squares, 9);
  });

  test("two regressors share one factor, 1 / (1 − ρ²); one alone has 1; no scale or offset changes it", () => {
    const pair = [regressors[0]!, regressors[2]!.map((value) => 5 - 300 * value)];
    const { rSquared } = simpleRegression(pair[0]!, pair[1]!, 0, N).value!;
    for (const factor of varianceInflation(pair, 0, N, 60).value!) expect(factor).toBeCloseTo(1 / (1 - rSquared), 9);
    expect(varianceInflation([regressors[0]!], 0, N, 60).value![0]).toBeCloseTo(1, 12);
  });

  test("missing rows are left out; too few, a constant and a combination are refused with the reason", () => {
    const gapped = regressors.map((series, j) => series.map((value, i) => (i === 7 * j ? Number.NaN : value)));
    const dense = regressors.map((series) => series.filter((_, i) => i !== 0 && i !== 7 && i !== 14));
    expect(varianceInflation(gapped, 0, N, 60)).toEqual(varianceInflation(dense, 0, N - 3, 60));
    expect(varianceInflation(regressors, 0, 59, 60).reason).toBe("59 of 60 observations");
    const flat = new Float64Array(N).fill(0.01);
    expect(varianceInflation([flat, regressors[0]!], 0, N, 60).reason).toBe("regressor 0 does not vary");
    const [a, b] = [regressors[0]!, regressors[1]!];
    const sum = a.map((value, i) => value + b[i]!);
    const reasonOf = (...series: readonly Float64Array[]) => varianceInflation(series, 0, N, 60).reason;
    expect(reasonOf(sum, a, b)).toBe("regressor 0 is a combination of the others");
    expect(reasonOf(regressors[2]!, sum, a, b)).toBe("regressor 1 is a combination of the others");
    expect(reasonOf(a, a, a, b)).toBe(
      "some of regressor 0, regressor 1, regressor 2, regressor 3 are combinations of each other",
    );
    expect(varianceInflation([a, b], 0, 2, 1).reason).toBe("2 of 3 observations");
    expect(varianceInflation([b, sum, a], 0, N, 60, ["b", "a + b", "a"]).reason).toBe(
      "b is a combination of the others",
    );
  });
});
