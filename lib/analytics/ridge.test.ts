import fc from "fast-check";
import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { cholesky } from "./cholesky.ts";
import { leastSquares } from "./least-squares.ts";
import { ridgeDesign } from "./ridge.ts";

const N = 62;
const series = (step: number, shift = 0) => Float64Array.from({ length: N }, (_, i) => Math.sin(i * step + shift) / 40);
const regressors = [series(1.3), series(2.1), series(1.31, 0.2)];
const y = Float64Array.from(
  { length: N },
  (_, i) => 0.002 + 0.8 * regressors[0]![i]! - 0.4 * regressors[2]![i]! + Math.cos(i * 3.7) / 90,
);
const window = { from: 0, to: N, lambda: 1, minimum: 30 };
const fitOf = (x: readonly Float64Array[], target: Float64Array, change = {}) =>
  ridgeDesign(x, { ...window, ...change }).value!.solve(target);

/** b = (ZᵀZ + λI)⁻¹Zᵀ(y − ȳ) written out with ml-matrix, β_j = b_j / sd_j. */
function closedForm(x: readonly Float64Array[], target: Float64Array, lambda: number): number[] {
  const mean = (v: Float64Array) => v.reduce((a, b) => a + b, 0) / v.length;
  const sd = x.map((v) => Math.sqrt(v.reduce((a, b) => a + (b - mean(v)) ** 2, 0) / v.length));
  const z = new Matrix(Array.from({ length: target.length }, (_, i) => x.map((v, j) => (v[i]! - mean(v)) / sd[j]!)));
  const gram = z.transpose().mmul(z).add(Matrix.eye(x.length).mul(lambda));
  const right = z.transpose().mmul(Matrix.columnVector(Array.from(target, (v) => v - mean(target))));
  return inverse(gram)
    .mmul(right)
    .to1DArray()
    .map((b, j) => b / sd[j]!);
}

describe("ridgeDesign", () => {
  test("is the closed form", () => {
    const fit = fitOf(regressors, y).value!;
    for (const [j, beta] of closedForm(regressors, y, 1).entries()) expect(fit.betas[j]).toBeCloseTo(beta, 12);
    expect(fit.n).toBe(N);
  });

  test("one regressor: the slope shrinks by n / (n + λ)", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (lambda) => {
        const plain = leastSquares(y, [regressors[0]!], { intercept: true }).value!.coefficients[1]!;
        const fit = fitOf([regressors[0]!], y, { lambda }).value!;
        expect(fit.betas[0]).toBeCloseTo((plain * N) / (N + lambda), 12);
      }),
    );
  });

  test("without a penalty it is least squares, intercept and R² included", () => {
    const fit = fitOf(regressors, y, { lambda: 0 }).value!;
    const plain = leastSquares(y, regressors, { intercept: true }).value!;
    expect(fit.alpha).toBeCloseTo(plain.coefficients[0]!, 12);
    for (const j of [0, 1, 2]) expect(fit.betas[j]).toBeCloseTo(plain.coefficients[j + 1]!, 9);
    expect(fit.rSquared).toBeCloseTo(plain.rSquared, 12);
  });

  test("R² is of the penalised fit: 1 − SSE / SST of its own residuals", () => {
    for (const lambda of [0.5, 1, 40]) {
      const fit = fitOf(regressors, y, { lambda }).value!;
      const mean = y.reduce((sum, value) => sum + value, 0) / N;
      let [sse, sst] = [0, 0];
      for (const [i, value] of y.entries()) {
        const fitted = regressors.reduce((sum, x, j) => sum + fit.betas[j]! * x[i]!, fit.alpha);
        sse += (value - fitted) ** 2;
        sst += (value - mean) ** 2;
      }
      expect(fit.rSquared).toBeCloseTo(1 - sse / sst, 12);
    }
  });

  test("the intercept is not penalised: a shift of y moves alpha only", () => {
    const fit = fitOf(regressors, y).value!;
    const shifted = fitOf(
      regressors,
      y.map((v) => v + 3),
    ).value!;
    expect(shifted.alpha - fit.alpha).toBeCloseTo(3, 10);
    for (const j of [0, 1, 2]) expect(shifted.betas[j]).toBeCloseTo(fit.betas[j]!, 10);
  });

  test("the unit of a regressor does not matter: its beta changes by the inverse", () => {
    const percent = regressors.map((x, j) => (j === 1 ? x.map((v) => v * 100) : x));
    const fit = fitOf(regressors, y).value!;
    const other = fitOf(percent, y).value!;
    expect(other.betas[1]! * 100).toBeCloseTo(fit.betas[1]!, 10);
    expect(other.betas[0]).toBeCloseTo(fit.betas[0]!, 10);
  });

  test("a series that misses rows is fitted on the rows it has", () => {
    const gapped = y.map((v, i) => (i % 9 === 4 ? Number.NaN : v));
    const kept = (v: Float64Array) => v.filter((_, i) => i % 9 !== 4);
    const fit = fitOf(regressors, gapped).value!;
    const dense = fitOf(regressors.map(kept), kept(y), { to: kept(y).length }).value!;
    expect(fit).toEqual(dense);
    expect(fit.n).toBe(kept(y).length);
  });

  test("too few rows, a constant regressor and a constant series are refused with the reason", () => {
    expect(ridgeDesign(regressors, { ...window, to: 29 }).reason).toBe("29 of 30 observations");
    expect(ridgeDesign([regressors[0]!, y.map(() => 0.3)], window).reason).toBe("regressor 1 does not vary");
    expect(
      fitOf(
        regressors,
        y.map(() => 0.1),
      ).reason,
    ).toBe("the series does not vary");
    expect(
      fitOf(
        regressors,
        y.map((v, i) => (i < 40 ? Number.NaN : v)),
      ).reason,
    ).toBe("22 of 30 observations");
    expect(ridgeDesign([regressors[0]!, regressors[0]!], { ...window, lambda: 0 }).reason).toContain("rank-deficient");
  });
});

test("cholesky refuses a matrix that is not positive definite", () => {
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  expect(Array.from(cholesky(Float64Array.of(4, 2, 2, 5), 2)!)).toEqual([2, 0, 1, 2]);
});
