import { valueAt } from "./value-at.ts";

/**
 * Lower triangular L with LLᵀ = A, row after row (k × k), or null where A is not positive definite to working precision.
 * Source: Golub and Van Loan, Matrix Computations, 4.2.5.
 */
export function cholesky(a: Float64Array, k: number): Float64Array | null {
  const lower = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = valueAt(a, i * k + j);
      for (let m = 0; m < j; m++) sum -= valueAt(lower, i * k + m) * valueAt(lower, j * k + m);
      if (i !== j) lower[i * k + j] = sum / valueAt(lower, j * k + j);
      else if (sum > k * Number.EPSILON * valueAt(a, i * k + i)) lower[i * k + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/** Overwrites `b` with the solution x of LLᵀx = b. */
export function solveCholesky(lower: Float64Array, k: number, b: Float64Array): void {
  for (let i = 0; i < k; i++) {
    let sum = valueAt(b, i);
    for (let m = 0; m < i; m++) sum -= valueAt(lower, i * k + m) * valueAt(b, m);
    b[i] = sum / valueAt(lower, i * k + i);
  }
  for (let i = k - 1; i >= 0; i--) {
    let sum = valueAt(b, i);
    for (let m = i + 1; m < k; m++) sum -= valueAt(lower, m * k + i) * valueAt(b, m);
    b[i] = sum / valueAt(lower, i * k + i);
  }
}
