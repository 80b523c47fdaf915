import { Matrix, QrDecomposition } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { describeReference, isWithin, type ReferenceCase } from "#tests/fixtures/reference-cases.ts";
import { leastSquares } from "./least-squares.ts";

interface NistInputs {
  readonly y: number[];
  readonly x: number[][];
  readonly intercept: boolean;
  readonly polynomial_degree: number | null;
}

interface NistExpected {
  readonly coefficients: number[];
  readonly std_errors: number[];
  readonly residual_sd: number;
  readonly r_squared: number;
}

function columnsOf({ x, polynomial_degree }: NistInputs): Float64Array[] {
  const width = x[0]?.length ?? 0;
  if (polynomial_degree !== null && polynomial_degree > 1) {
    return Array.from({ length: polynomial_degree }, (_, p) => Float64Array.from(x, (row) => row[0]! ** (p + 1)));
  }
  return Array.from({ length: width }, (_, j) => Float64Array.from(x, (row) => row[j]!));
}

function checkCase(nist: ReferenceCase): void {
  const inputs = nist.inputs as unknown as NistInputs;
  const expected = nist.expected as NistExpected;
  const fit = leastSquares(Float64Array.from(inputs.y), columnsOf(inputs), { intercept: inputs.intercept });
  expect(fit.reason).toBeNull();
  const { coefficients, standardErrors, residualSd, rSquared } = fit.value!;
  const near = (actual: number, value: number) =>
    expect([actual, value]).toSatisfy(() => isWithin(actual, value, nist.tolerance));
  expect(coefficients).toHaveLength(expected.coefficients.length);
  for (const [i, value] of expected.coefficients.entries()) near(coefficients[i]!, value);
  for (const [i, value] of expected.std_errors.entries()) near(standardErrors[i]!, value);
  near(residualSd, expected.residual_sd);
  near(rSquared, expected.r_squared);
}

describeReference("nist_linear_regression", ({ cases }) => {
  test.each(cases.map((nist) => [nist.id, nist] as const))("%s", (_, nist) => checkCase(nist));
});

describe("leastSquares", () => {
  const ramp = Float64Array.from({ length: 40 }, (_, i) => i);
  const wave = ramp.map((i) => Math.sin(i));
  const y = ramp.map((i) => 3 + 2 * i - 5 * Math.sin(i) + Math.cos(7 * i));

  test("agrees with the solution of ml-matrix", () => {
    const rows = Array.from(ramp, (_, i) => [1, ramp[i]!, wave[i]!]);
    const theirs = new QrDecomposition(new Matrix(rows)).solve(Matrix.columnVector(Array.from(y)));
    const ours = leastSquares(y, [ramp, wave], { intercept: true }).value!;
    for (let i = 0; i < 3; i++) expect(ours.coefficients[i]).toBeCloseTo(theirs.get(i, 0), 12);
  });

  test("columns of very different size give the same fit in their own units", () => {
    const plain = leastSquares(y, [ramp, wave], { intercept: true }).value!;
    const scaled = leastSquares(y, [ramp.map((v) => v * 1e12), wave.map((v) => v * 1e-12)], { intercept: true }).value!;
    expect(scaled.coefficients[1]! * 1e12).toBeCloseTo(plain.coefficients[1]!, 10);
    expect(scaled.coefficients[2]! * 1e-12).toBeCloseTo(plain.coefficients[2]!, 10);
    expect(scaled.rSquared).toBeCloseTo(plain.rSquared, 12);
  });

  test.each([
    ["a repeated column", [ramp, ramp]],
    ["a sum of columns", [ramp, wave, ramp.map((v, i) => v + wave[i]!)]],
    ["a constant beside the intercept", [ramp, ramp.map(() => 7)]],
    ["a zero column", [ramp, ramp.map(() => 0)]],
  ])("a rank-deficient design is refused: %s", (_, columns) => {
    expect(leastSquares(y, columns, { intercept: true })).toEqual({
      value: null,
      reason: expect.stringContaining("rank-deficient"),
    });
  });

  test("a constant series and too few observations are refused with their reasons", () => {
    expect(
      leastSquares(
        ramp.map(() => 4),
        [ramp],
        { intercept: true },
      ).reason,
    ).toBe("the series does not vary");
    expect(leastSquares(y.slice(0, 2), [ramp.slice(0, 2)], { intercept: true }).reason).toBe(
      "2 observations for 2 coefficients",
    );
  });
});
