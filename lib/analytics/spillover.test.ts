import fc from "fast-check";
import { inverse, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { spillover } from "./spillover.ts";

const NaNs = Number.NaN;
const fill = (covariance: readonly number[], given: readonly number[]) =>
  spillover(Float64Array.from(covariance), Float64Array.from(given));

describe("spillover", () => {
  test("one shock by hand: β r / 1.05", () => {
    const { returns, bounded } = fill([4, 2, 2, 9], [-0.1, NaNs]).value!;
    expect(returns[0]).toBe(-0.1);
    expect(returns[1]).toBeCloseTo((-0.1 * 2) / 4.2, 14);
    expect(bounded).toHaveLength(0);
  });

  test("two shocks by hand: Σ_US times the inverse of [[1.05, 0.5], [0.5, 1.05]], whose determinant is 0.8525", () => {
    const { returns } = fill([1, 0.5, 0.6, 0.5, 1, 0.2, 0.6, 0.2, 1], [0.1, -0.2, NaNs]).value!;
    const loads = [(1.05 * 0.1 + 0.5 * 0.2) / 0.8525, (-0.5 * 0.1 - 1.05 * 0.2) / 0.8525];
    expect(returns[2]).toBeCloseTo(0.6 * loads[0]! + 0.2 * loads[1]!, 14);
  });

  test("what would exceed the largest shock is held to it, with its sign, and flagged", () => {
    const { returns, bounded } = fill([1, 3, -3, 3, 16, 0, -3, 0, 16], [0.05, NaNs, NaNs]).value!;
    expect(Array.from(returns)).toEqual([0.05, 0.05, -0.05]);
    expect(Array.from(bounded)).toEqual([1, 2]);
  });

  test("uncorrelated series stay where they are", () => {
    expect(fill([1, 0, 0, 1], [0.3, NaNs]).value!.returns[1]).toBe(0);
  });

  test("it is the formula, linear in the shocks where nothing is bounded", () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 16, maxLength: 16 }), (entries) => {
        const root = Matrix.from1DArray(4, 4, entries);
        const sigma = root.mmul(root.transpose()).add(Matrix.eye(4).mul(0.5));
        const block = sigma.subMatrix(0, 1, 0, 1).clone();
        for (const i of [0, 1]) block.set(i, i, 1.05 * block.get(i, i));
        const shock = Matrix.columnVector([0.1, -0.07]);
        const expected = sigma.subMatrix(2, 3, 0, 1).mmul(inverse(block)).mmul(shock).to1DArray();
        const result = fill(sigma.to1DArray(), [0.1, -0.07, NaNs, NaNs]).value!;
        for (const [i, value] of expected.entries()) {
          expect(result.returns[2 + i]).toBeCloseTo(Math.max(-0.1, Math.min(0.1, value)), 12);
        }
        const doubled = fill(sigma.to1DArray(), [0.2, -0.14, NaNs, NaNs]).value!.returns;
        for (const i of [2, 3]) expect(doubled[i]).toBeCloseTo(2 * result.returns[i]!, 12);
      }),
    );
  });

  test("identical funds shocked apart stay finite: the diagonal keeps them from being one", () => {
    const { returns } = fill([1, 1, 1, 1, 1, 1, 1, 1, 1], [0.1, -0.1, NaNs]).value!;
    expect(returns[2]).toBeCloseTo(0, 14);
  });

  test("no shock, or one of what does not vary, has no spill-over", () => {
    expect(fill([1, 0, 0, 1], [NaNs, NaNs]).reason).toBe("nothing is shocked");
    expect(fill([0, 0, 0, 1], [0.1, NaNs]).reason).toBe("what is shocked does not vary");
    expect(() => fill([1], [0.1, NaNs])).toThrow(RangeError);
  });
});
