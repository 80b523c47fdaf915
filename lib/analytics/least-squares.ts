import { isConstantSeries } from "./constant-series.ts";
import { type HouseholderQr, householderQr, inverseR, rotate } from "./householder-qr.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

export interface LeastSquares {
  /** The intercept first when there is one, then one per column. */
  readonly coefficients: Float64Array;
  /** Of each coefficient, with n − k degrees of freedom. */
  readonly standardErrors: Float64Array;
  /** √(SSE / (n − k)). */
  readonly residualSd: number;
  /** 1 − SSE / SST; SST about the mean with an intercept, about zero without. */
  readonly rSquared: number;
  readonly n: number;
}

/**
 * Least squares of y on the columns by Householder QR, every column scaled to unit length first.
 *
 * Unknown when there are no more rows than coefficients, when a column is zero, when y does not vary, or when the
 * scaled design is singular to working precision (reciprocal condition below max(n, k)·ε: "rank-deficient").
 * No value may be missing. RangeError when lengths differ.
 * Held to the certified values of the NIST Statistical Reference Datasets.
 */
export function leastSquares(
  y: Float64Array,
  columns: readonly Float64Array[],
  options: { readonly intercept: boolean },
): Outcome<LeastSquares> {
  const n = y.length;
  const design = options.intercept ? [new Float64Array(n).fill(1), ...columns] : columns;
  if (n <= design.length) return unknown(`${n} observations for ${design.length} coefficients`);
  const scales = Float64Array.from(design, norm);
  const zero = scales.indexOf(0);
  if (zero >= 0) return unknown(`rank-deficient: column ${zero} is zero`);
  const qr = householderQr(scaledMatrix(design, scales, n), n, design.length);
  if (qr.diagonal.includes(0)) return unknown("rank-deficient: a column is a combination of others");
  const inverse = inverseR(qr);
  if (reciprocalCondition(qr, inverse) < n * Number.EPSILON) {
    return unknown("rank-deficient: a column is nearly a combination of others");
  }
  return solve(y, qr, inverse, scales, options.intercept);
}

function solve(
  y: Float64Array,
  qr: HouseholderQr,
  inverse: Float64Array,
  scales: Float64Array,
  intercept: boolean,
): Outcome<LeastSquares> {
  const { rows, columns } = qr;
  const centre = intercept ? mean(y) : 0;
  const total = squaresAbout(y, centre);
  if (isConstantSeries(total, centre, rows)) return unknown("the series does not vary");
  const rotated = y.slice();
  rotate(qr, rotated);
  let sse = 0;
  for (let i = columns; i < rows; i++) sse += valueAt(rotated, i) ** 2;
  const residualSd = Math.sqrt(sse / (rows - columns));
  const coefficients = new Float64Array(columns);
  const standardErrors = new Float64Array(columns);
  for (let i = 0; i < columns; i++) {
    let coefficient = 0;
    let squares = 0;
    for (let j = i; j < columns; j++) {
      const entry = valueAt(inverse, j * columns + i);
      coefficient += entry * valueAt(rotated, j);
      squares += entry * entry;
    }
    coefficients[i] = coefficient / valueAt(scales, i);
    standardErrors[i] = (residualSd * Math.sqrt(squares)) / valueAt(scales, i);
  }
  return known({ coefficients, standardErrors, residualSd, rSquared: Math.max(0, 1 - sse / total), n: rows });
}

function scaledMatrix(design: readonly Float64Array[], scales: Float64Array, n: number): Float64Array {
  const matrix = new Float64Array(n * design.length);
  for (const [j, column] of design.entries()) {
    if (column.length !== n) throw new RangeError(`column of ${column.length} values for ${n} observations`);
    const scale = valueAt(scales, j);
    for (let i = 0; i < n; i++) matrix[j * n + i] = valueAt(column, i) / scale;
  }
  return matrix;
}

/** 1 / (‖R‖₁ ‖R⁻¹‖₁), both known exactly since R⁻¹ is. */
function reciprocalCondition({ qr, diagonal, rows, columns }: HouseholderQr, inverse: Float64Array): number {
  let largest = 0;
  let largestInverse = 0;
  for (let j = 0; j < columns; j++) {
    let sum = Math.abs(valueAt(diagonal, j));
    let sumInverse = Math.abs(valueAt(inverse, j * columns + j));
    for (let i = 0; i < j; i++) {
      sum += Math.abs(valueAt(qr, j * rows + i));
      sumInverse += Math.abs(valueAt(inverse, j * columns + i));
    }
    largest = Math.max(largest, sum);
    largestInverse = Math.max(largestInverse, sumInverse);
  }
  return 1 / (largest * largestInverse);
}

function norm(values: Float64Array): number {
  return Math.sqrt(squaresAbout(values, 0));
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function squaresAbout(values: Float64Array, centre: number): number {
  let sum = 0;
  for (const value of values) sum += (value - centre) ** 2;
  return sum;
}
