import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { cholesky } from "./cholesky.ts";
import { valueAt } from "./value-at.ts";

export interface RepairedCorrelation {
  /** n × n by rows; the given array itself where nothing had to be done. */
  readonly values: Float64Array;
  readonly repaired: boolean;
}

const TOLERANCE = 1e-8;

/**
 * A correlation matrix made positive semidefinite: where its smallest eigenvalue is below −1e−8, negative eigenvalues
 * are set to 0 and rows and columns rescaled to ones on the diagonal. A Cholesky decomposition of C + 1e−8·I decides
 * first, at a fraction of the cost: it exists just where no eigenvalue is below −1e−8.
 *
 * @param values symmetric, n × n by rows, ones on the diagonal
 * Source: Rebonato and Jäckel 1999, the spectral method.
 */
export function repairCorrelation(values: Float64Array, n: number): RepairedCorrelation {
  const shifted = values.slice();
  for (let i = 0; i < n; i++) shifted[i * n + i] = valueAt(shifted, i * n + i) + TOLERANCE;
  if (cholesky(shifted, n) !== null) return { values, repaired: false };
  const matrix = Matrix.from1DArray(n, n, values);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  if (Math.min(...realEigenvalues) >= -TOLERANCE) return { values, repaired: false };
  const scaled = eigenvectorMatrix.mulRowVector(realEigenvalues.map((value) => Math.sqrt(Math.max(0, value))));
  return { values: gramOfUnitRows(Float64Array.from(scaled.to1DArray()), n), repaired: true };
}

/** BBᵀ of B with its rows scaled to unit length: positive semidefinite by construction. */
function gramOfUnitRows(b: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    let squares = 0;
    for (let k = 0; k < n; k++) squares += valueAt(b, i * n + k) ** 2;
    const length = Math.sqrt(squares);
    for (let k = 0; k < n; k++) b[i * n + k] = valueAt(b, i * n + k) / length;
  }
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    gram[i * n + i] = 1;
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += valueAt(b, i * n + k) * valueAt(b, j * n + k);
      gram[i * n + j] = sum;
      gram[j * n + i] = sum;
    }
  }
  return gram;
}
