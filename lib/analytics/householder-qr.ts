import { valueAt } from "./value-at.ts";

/** A = QR of an m × n matrix, m ≥ n: reflectors below and on the diagonal of `qr` (column by column), R above it. */
export interface HouseholderQr {
  readonly qr: Float64Array;
  readonly diagonal: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * QR decomposition by Householder reflections, in place: `matrix` (column-major, rows × columns) is overwritten.
 * Source: Golub and Van Loan, Matrix Computations, 5.2.1 (the layout is JAMA's).
 */
export function householderQr(matrix: Float64Array, rows: number, columns: number): HouseholderQr {
  const diagonal = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    const start = k * rows;
    let squares = 0;
    for (let i = k; i < rows; i++) squares += valueAt(matrix, start + i) ** 2;
    const pivot = valueAt(matrix, start + k);
    const norm = pivot < 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    diagonal[k] = -norm;
    if (norm === 0) continue;
    for (let i = k; i < rows; i++) matrix[start + i] = valueAt(matrix, start + i) / norm;
    matrix[start + k] = valueAt(matrix, start + k) + 1;
    for (let j = k + 1; j < columns; j++) reflect(matrix, start, k, rows, matrix, j * rows);
  }
  return { qr: matrix, diagonal, rows, columns };
}

/** Overwrites `y` with Qᵀy: its first n values go to the solution, the squares of the rest sum to the residual's. */
export function rotate(decomposition: HouseholderQr, y: Float64Array): void {
  const { qr, rows, columns } = decomposition;
  for (let k = 0; k < columns; k++) {
    if (valueAt(qr, k * rows + k) !== 0) reflect(qr, k * rows, k, rows, y, 0);
  }
}

/** R⁻¹, n × n column-major, upper triangular. Every diagonal entry must differ from zero. */
export function inverseR(decomposition: HouseholderQr): Float64Array {
  const { qr, diagonal, rows, columns } = decomposition;
  const inverse = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++) {
    inverse[j * columns + j] = 1 / valueAt(diagonal, j);
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += valueAt(qr, k * rows + i) * valueAt(inverse, j * columns + k);
      inverse[j * columns + i] = -sum / valueAt(diagonal, i);
    }
  }
  return inverse;
}

/** Applies reflector k, stored from `at` on, to the column of `target` that starts at `offset`. */
function reflect(qr: Float64Array, at: number, k: number, rows: number, target: Float64Array, offset: number): void {
  let sum = 0;
  for (let i = k; i < rows; i++) sum += valueAt(qr, at + i) * valueAt(target, offset + i);
  const factor = -sum / valueAt(qr, at + k);
  for (let i = k; i < rows; i++) target[offset + i] = valueAt(target, offset + i) + factor * valueAt(qr, at + i);
}
