import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { leastSquares } from "#lib/analytics/least-squares.ts";
import { ols } from "#lib/analytics/ols.ts";
import { ridgeDesign } from "#lib/analytics/ridge.ts";
import { totalReturnsOf } from "#tests/fixtures/total-returns-of.ts";
import { createSampleMarket, SAMPLE_SEED } from "../sample-market.ts";
import { FACTOR_COVARIANCE, FACTORS, factorPaths } from "./generating-factors.ts";
import { createSamplePaths } from "./sample-paths.ts";
import { impliedBeta, impliedCovariance, trueExposures } from "./sample-truth.ts";

const FROM = "2012-01-03";
const TO = "2025-12-31";
const SYMBOLS = [
  "AAPL",
  "BRK.B",
  "XOM",
  "UNH",
  "EQIX",
  "KO",
  "ZZTOP",
  "QQQ",
  "VTV",
  "MTUM",
  "IWM",
  "USMV",
  "HYG",
  "NVDA",
];
const STYLES = ["VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV"];
const market = createSampleMarket();

const returnsOf = (symbol: string) => totalReturnsOf(market, symbol, FROM, TO);

function generatingReturns(): Float64Array[] {
  const paths = createSamplePaths(SAMPLE_SEED);
  const sessions = paths.sessions(TO);
  return paths.factors(TO).map((path) => path.slice(sessions.indexOf(FROM) + 1, sessions.indexOf(TO) + 1));
}

/**
 * White's standard errors of coefficients that solve Xᵀ(y − Xb) = λb: √diag(A⁻¹ Xᵀ diag(e²) X A⁻¹) with
 * A = XᵀX + λI, times n / (n − k).
 */
function robustErrors(y: Float64Array, columns: Float64Array[], coefficients: Float64Array, lambda = 0): number[] {
  const design = new Matrix(columns.map((column) => [...column])).transpose();
  const fitted = design.mmul(Matrix.columnVector([...coefficients]));
  const scores = design.clone();
  for (let row = 0; row < y.length; row++) scores.mulRow(row, y[row]! - fitted.get(row, 0));
  const bread = inverse(design.transpose().mmul(design).add(Matrix.eye(columns.length).mul(lambda)));
  const sandwich = bread.mmul(scores.transpose().mmul(scores)).mmul(bread);
  const correction = y.length / (y.length - columns.length);
  return sandwich.diagonal().map((variance) => Math.sqrt(variance * correction));
}

const ones = (n: number) => new Float64Array(n).fill(1);

function expectWithinFourErrors(estimates: ArrayLike<number>, truth: number[], errors: number[]): void {
  const distances = truth.map((value, index) => Math.abs(estimates[index]! - value) / errors[index]!);
  expect(Math.max(...distances)).toBeLessThan(4);
}

describe.each(SYMBOLS)("%s", (symbol) => {
  test("joint least squares on the generating factors finds the true exposures", async () => {
    const [y, factors] = [await returnsOf(symbol), generatingReturns()];
    expect(y.length).toBeGreaterThanOrEqual(2000);
    const { coefficients } = leastSquares(y, factors, { intercept: true }).value!;
    const errors = robustErrors(y, [ones(y.length), ...factors], coefficients);
    const truth = trueExposures(symbol);
    expectWithinFourErrors(
      coefficients.slice(1),
      FACTORS.map((factor) => truth[factor]),
      errors.slice(1),
    );
    expect(Math.max(...errors.slice(1))).toBeLessThan(0.25);
  });

  test.each(["SPY", "TLT"])("univariate least squares on %s finds the implied covariance over variance", async (on) => {
    const [y, x] = [await returnsOf(symbol), await returnsOf(on)];
    const { alpha, beta } = ols(y, x, 0, y.length, 2000).value!;
    const errors = robustErrors(y, [ones(y.length), x], Float64Array.of(alpha, beta));
    expectWithinFourErrors([beta], [impliedBeta(symbol, on)], errors.slice(1));
  });

  test("ridge on the six style funds agrees with its closed form in the implied covariances", async () => {
    const y = await returnsOf(symbol);
    const n = y.length;
    const funds = await Promise.all(STYLES.map(returnsOf));
    const { betas } = ridgeDesign(funds, { from: 0, to: n, lambda: 1, minimum: 2000 }).value!.solve(y).value!;
    const deviations = STYLES.map((style) => Math.sqrt(impliedCovariance(style, style)));
    const gram = new Matrix(
      STYLES.map((a, i) => STYLES.map((b, j) => (n * impliedCovariance(a, b)) / (deviations[i]! * deviations[j]!))),
    ).add(Matrix.eye(STYLES.length));
    const target = Matrix.columnVector(STYLES.map((a, i) => (n * impliedCovariance(symbol, a)) / deviations[i]!));
    const truth = inverse(gram)
      .mmul(target)
      .to1DArray()
      .map((b, i) => b / deviations[i]!);
    expectWithinFourErrors(betas, truth, ridgeErrors(y, funds, betas));
  });
});

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function centred(values: Float64Array): Float64Array {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

function ridgeErrors(y: Float64Array, funds: Float64Array[], betas: Float64Array): number[] {
  const deviations = funds.map((fund) => Math.sqrt(mean(centred(fund).map((value) => value ** 2))));
  const standardized = funds.map((fund, j) => centred(fund).map((value) => value / deviations[j]!));
  const scaled = betas.map((beta, j) => beta * deviations[j]!);
  return robustErrors(centred(y), standardized, scaled, 1).map((error, j) => error / deviations[j]!);
}

test("over many paths the factors have the covariance that is stated", () => {
  const paths = Array.from({ length: 12 }, (_, seed) => factorPaths(`covariance ${seed}`, 3000));
  for (const [row, variances] of FACTOR_COVARIANCE.entries()) {
    for (const [column, covariance] of variances.entries()) {
      const estimates = paths.map((path) => mean(path[row]!.map((value, index) => value * path[column]![index]!)));
      const scale = Math.sqrt(FACTOR_COVARIANCE[row]![row]! * FACTOR_COVARIANCE[column]![column]!);
      expect(Math.abs(mean(Float64Array.from(estimates)) - covariance) / scale).toBeLessThan(0.12);
    }
  }
});
