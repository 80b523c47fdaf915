import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { correlationMatrix } from "./correlation-matrix.ts";
import { diversificationRatio } from "./diversification-ratio.ts";
import { effectiveBets } from "./effective-bets.ts";
import { meanAbsoluteCorrelation } from "./mean-absolute-correlation.ts";
import { repairCorrelation } from "./repair-correlation.ts";
import { simpleRegression } from "./simple-regression.ts";

const N = 62;
const wave = (step: number, shift = 0) => Float64Array.from({ length: N }, (_, i) => Math.sin(i * step + shift) / 40);
const gapped = (series: Float64Array, missing: (i: number) => boolean) =>
  series.map((value, i) => (missing(i) ? Number.NaN : value));
const smallestEigenvalue = (values: Float64Array, n: number) =>
  Math.min(...new EigenvalueDecomposition(Matrix.from1DArray(n, n, values), { assumeSymmetric: true }).realEigenvalues);

/** Returns with gaps here and there, so that pairs have different sessions. */
const panel = fc
  .array(fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: N, maxLength: N }), {
    minLength: 2,
    maxLength: 7,
  })
  .map((rows) =>
    rows.map((row, j) =>
      gapped(
        Float64Array.from(row, (value, i) => value + Math.sin(1.7 * i + j) / 50),
        (i) => i < 5 * j && i % (j + 1) === 0,
      ),
    ),
  );

describe("correlationMatrix", () => {
  test("each ρ is the square root of R² with the sign of beta, over the sessions both have", () => {
    const series = [wave(1.3), gapped(wave(2.1), (i) => i < 20), gapped(wave(1.31, 0.2), (i) => i % 9 === 4)];
    const { values, observations, fewestShared } = correlationMatrix(series, 0, N).value!;
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const { beta, rSquared } = simpleRegression(series[a]!, series[b]!, 0, N).value!;
      expect(values[a * 3 + b]).toBeCloseTo(Math.sign(beta) * Math.sqrt(rSquared), 12);
      expect(values[b * 3 + a]).toBe(values[a * 3 + b]);
    }
    expect(Array.from(observations)).toEqual([62, 42, 55]);
    expect(fewestShared).toBe(37);
  });

  test("whether a series has a gap does not matter to the other pairs, and only the window is read", () => {
    const series = [wave(1.3), wave(2.1), wave(0.7)];
    const whole = correlationMatrix(series, 8, 55).value!;
    const cut = correlationMatrix(
      series.map((values) => values.slice(8, 55)),
      0,
      47,
    ).value!;
    expect(whole).toEqual(cut);
    const withGap = correlationMatrix([...series, gapped(wave(3), (i) => i === 30)], 8, 55).value!;
    expect(withGap.values[1]).toBe(whole.values[1]);
  });

  test("a scale or an offset changes nothing, a sign turns its row, and the permuted input gives the permuted matrix", () => {
    fc.assert(
      fc.property(panel, fc.integer(), (series, seed) => {
        const n = series.length;
        const { values } = correlationMatrix(series, 0, N).value!;
        const order = series.map((_, i) => i).toSorted((a, b) => Math.sin(seed + a) - Math.sin(seed + b));
        const moved = correlationMatrix(
          order.map((i) => series[i]!.map((value) => 3 - 2 * value)),
          0,
          N,
        ).value!;
        for (let a = 0; a < n; a++) {
          for (let b = 0; b < n; b++)
            expect(moved.values[a * n + b]).toBeCloseTo(values[order[a]! * n + order[b]!]!, 9);
        }
        const turned = correlationMatrix([series[0]!.map((value) => -value), ...series.slice(1)], 0, N).value!;
        for (let b = 1; b < n; b++) expect(turned.values[b]).toBeCloseTo(-values[b]!, 12);
      }),
    );
  });

  test("series without variance or too few returns are left out with the reason", () => {
    const flat = new Float64Array(N).fill(0.01);
    const { kept, dropped } = correlationMatrix([wave(1), flat, wave(2), gapped(wave(3), (i) => i > 20)], 0, N).value!;
    expect(Array.from(kept)).toEqual([0, 2]);
    expect(dropped).toEqual([
      { index: 1, reason: "the series does not vary" },
      { index: 3, reason: "21 of 30 observations" },
    ]);
    expect(correlationMatrix([flat], 0, N).reason).toBe("no series has enough returns that vary");
    expect(correlationMatrix([], 0, 0).reason).toBe("no series has enough returns that vary");
  });

  test("of two that share too few returns the shorter goes, and a bystander with fewer stays", () => {
    const early = gapped(wave(1), (i) => i > 40);
    const late = gapped(wave(2), (i) => i < 20);
    const bystander = gapped(wave(3), (i) => i < 15 || i > 55);
    const { kept, dropped, fewestShared } = correlationMatrix([wave(4), early, late, bystander], 0, N, 26).value!;
    expect(Array.from(kept)).toEqual([0, 2, 3]);
    expect(dropped).toEqual([{ index: 1, reason: "fewer than 26 returns shared with 1 of 3 others" }]);
    expect(fewestShared).toBe(36);
  });

  test("of two equally short the later goes", () => {
    const early = gapped(wave(1), (i) => i > 40);
    const late = gapped(wave(2), (i) => i < 21);
    for (const pair of [
      [early, late],
      [late, early],
    ]) {
      const { kept, observations } = correlationMatrix([...pair, wave(3)], 0, N).value!;
      expect(Array.from(kept)).toEqual([0, 2]);
      expect(observations[0]).toBe(41);
    }
  });

  test("a series that does not vary over the sessions of a pair has no correlation there", () => {
    const still = wave(1).map((value, i) => (i < 40 ? 0 : value));
    const early = gapped(wave(2), (i) => i >= 40);
    const { kept, dropped } = correlationMatrix([still, early, wave(3)], 0, N).value!;
    expect(Array.from(kept)).toEqual([0, 2]);
    expect(dropped).toEqual([
      { index: 1, reason: "no variation on one side in the returns shared with 1 of 2 others" },
    ]);
  });

  test("the deviations are sample standard deviations of each series' own returns", () => {
    const { deviations } = correlationMatrix([Float64Array.of(1, 2, 3, 6), Float64Array.of(1, -1, 1, -1)], 0, 4, 3)
      .value!;
    expect(deviations[0]).toBeCloseTo(Math.sqrt(14 / 3), 14);
    expect(deviations[1]).toBeCloseTo(Math.sqrt(4 / 3), 14);
  });

  test("series of different length are a mistake of the caller", () => {
    expect(() => correlationMatrix([wave(1), wave(1).slice(1)], 0, N)).toThrow(RangeError);
  });
});

describe("repairCorrelation", () => {
  test("the decomposition it rests on gives back the matrix", () => {
    const matrix = new Matrix([
      [1, 0.5, -0.2],
      [0.5, 1, 0.3],
      [-0.2, 0.3, 1],
    ]);
    const { realEigenvalues, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(matrix);
    const again = vectors.mmul(Matrix.diag(realEigenvalues)).mmul(vectors.transpose());
    expect(Matrix.sub(again, matrix).norm("max")).toBeLessThan(1e-14);
    expect(Matrix.sub(vectors.transpose().mmul(vectors), Matrix.eye(3)).norm("max")).toBeLessThan(1e-14);
  });

  test("an impossible triple of correlations is moved to the nearest on its eigenvectors", () => {
    const given = Float64Array.of(1, -0.9, -0.9, -0.9, 1, -0.9, -0.9, -0.9, 1);
    const { values, repaired } = repairCorrelation(given, 3);
    expect(repaired).toBe(true);
    for (const i of [1, 2, 5]) expect(values[i]).toBeCloseTo(-0.5, 12);
  });

  test("a possible matrix is left alone, a singular one too", () => {
    for (const rho of [0.5, 1, -0.5]) {
      const given = Float64Array.of(1, rho, rho, rho, 1, rho, rho, rho, 1);
      expect(repairCorrelation(given, 3)).toEqual({ values: given, repaired: false });
    }
  });

  test("more series than sessions are singular, not in need of repair", () => {
    const many = Array.from({ length: 100 }, (_, j) => wave(0.37 + 0.71 * j, j));
    const { values } = correlationMatrix(many, 0, N).value!;
    expect(repairCorrelation(values, 100).repaired).toBe(false);
  });

  test("whatever came in, what comes out is a correlation matrix", () => {
    const rho = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(rho, { minLength: 15, maxLength: 15 }), (upper) => {
        const n = 6;
        const given = new Float64Array(n * n);
        let next = 0;
        for (let i = 0; i < n; i++) {
          given[i * n + i] = 1;
          for (let j = i + 1; j < n; j++) {
            given[i * n + j] = upper[next]!;
            given[j * n + i] = upper[next++]!;
          }
        }
        const before = smallestEigenvalue(given, n);
        const { values, repaired } = repairCorrelation(given, n);
        if (Math.abs(before + 1e-8) > 1e-12) expect(repaired).toBe(before < -1e-8);
        if (!repaired) return;
        expect(smallestEigenvalue(values, n)).toBeGreaterThan(-1e-12);
        for (let i = 0; i < n; i++) {
          expect(values[i * n + i]).toBe(1);
          for (let j = 0; j < n; j++) {
            expect(values[i * n + j]).toBe(values[j * n + i]);
            expect(Math.abs(values[i * n + j]!)).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
      }),
    );
  });
});

const equicorrelated = (n: number, rho: number) =>
  Float64Array.from({ length: n * n }, (_, i) => (Math.floor(i / n) === i % n ? 1 : rho));

describe("summaries of a correlation matrix", () => {
  test("mean |ρ| counts each pair once and no diagonal", () => {
    expect(meanAbsoluteCorrelation(equicorrelated(5, -0.2), 5).value).toBeCloseTo(0.2, 14);
    expect(meanAbsoluteCorrelation(Float64Array.of(1), 1).reason).toBe("fewer than two series");
  });

  test("effective bets are n² / Σλ² of the eigenvalues", () => {
    const { values } = correlationMatrix([wave(1.3), wave(2.1), wave(1.31, 0.2), wave(0.4)], 0, N).value!;
    const spectrum = new EigenvalueDecomposition(Matrix.from1DArray(4, 4, values)).realEigenvalues;
    expect(effectiveBets(values, 4).value).toBeCloseTo(16 / spectrum.reduce((sum, value) => sum + value ** 2, 0), 10);
    expect(effectiveBets(equicorrelated(7, 0), 7).value).toBeCloseTo(7, 12);
    expect(effectiveBets(equicorrelated(7, 1), 7).value).toBeCloseTo(1, 12);
    expect(effectiveBets(new Float64Array(0), 0).reason).toBe("no series");
  });

  test("diversification: 1 for one holding or perfect correlation, √n for equal uncorrelated ones", () => {
    const ones = new Float64Array(4).fill(1);
    expect(diversificationRatio(Float64Array.of(-2), Float64Array.of(0.3), Float64Array.of(1)).value).toBeCloseTo(
      1,
      14,
    );
    expect(diversificationRatio(ones, ones, equicorrelated(4, 1)).value).toBeCloseTo(1, 14);
    expect(diversificationRatio(ones, ones, equicorrelated(4, 0)).value).toBeCloseTo(2, 14);
  });

  test("two holdings by hand: (0.6 · 0.2 + 0.4 · 0.1) / √(0.0144 + 0.0016 ± 2 · 0.0048 · 0.5)", () => {
    const ratio = (short: number) =>
      diversificationRatio(Float64Array.of(0.6, short * 0.4), Float64Array.of(0.2, 0.1), equicorrelated(2, 0.5)).value;
    expect(ratio(1)).toBeCloseTo(0.16 / Math.sqrt(0.0208), 12);
    expect(ratio(-1)).toBeCloseTo(0.16 / Math.sqrt(0.0112), 12);
  });

  test("a perfect hedge and an empty portfolio have no ratio", () => {
    const pair = (a: number, b: number) =>
      diversificationRatio(Float64Array.of(a, b), Float64Array.of(0.2, 0.2), equicorrelated(2, 1)).reason;
    expect(pair(0.5, -0.5)).toBe("the holdings cancel each other out");
    expect(pair(0, 0)).toBe("nothing is held");
    expect(() => diversificationRatio(Float64Array.of(1), Float64Array.of(1), equicorrelated(2, 0))).toThrow(
      RangeError,
    );
  });
});
