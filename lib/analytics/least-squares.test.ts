import { Matrix, QrDecomposition } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { leastSquares } from "./least-squares.ts";

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
