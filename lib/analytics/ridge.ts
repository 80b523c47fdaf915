import { cholesky, solveCholesky } from "./cholesky.ts";
import { completeRows } from "./complete-rows.ts";
import { isConstantSeries } from "./constant-series.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { intAt, valueAt } from "./value-at.ts";

export interface RidgeFit {
  /** One per regressor in its own unit: b_j / sd_j. Not capped. */
  readonly betas: Float64Array;
  /** Of the fit in the regressors' own units: ȳ − Σ β_j x̄_j. */
  readonly alpha: number;
  /** 1 − SSE / SST of the penalised fit, 0–1. */
  readonly rSquared: number;
  readonly n: number;
}

export interface RidgeDesign {
  /** Observations the design was decomposed on. */
  readonly n: number;
  /** Fits a series on the axis of the regressors; where it misses some of the design's rows, on those it has. */
  solve(y: Float64Array): Outcome<RidgeFit>;
}

export interface RidgeWindow {
  /** Half-open range of sessions. */
  readonly from: number;
  readonly to: number;
  /** The penalty λ on Σ b². */
  readonly lambda: number;
  /** Fewest observations for a fit. */
  readonly minimum: number;
}

interface Decomposition {
  readonly rows: Int32Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** Standardized regressors, column after column. */
  readonly z: Float64Array;
  readonly factor: Float64Array;
  readonly lambda: number;
  /** Room for one centred series, used again by every fit. */
  readonly centred: Float64Array;
}

/**
 * Ridge regression on regressors standardized by their population sd, the intercept unpenalised:
 * min Σ(y − a − Zb)² + λΣb², so b = (ZᵀZ + λI)⁻¹Zᵀ(y − ȳ) and β_j = b_j / sd_j.
 * Standardized and decomposed once, over the rows complete in every regressor, and reused for every series.
 *
 * Unknown with fewer than `minimum` complete rows or a constant regressor (named by its position); `solve` is unknown
 * likewise and for a constant series. Source: Hoerl and Kennard 1970; Hastie, Tibshirani and Friedman, 3.4.1.
 */
export function ridgeDesign(regressors: readonly Float64Array[], window: RidgeWindow): Outcome<RidgeDesign> {
  const shared = decompose(regressors, completeRows(regressors, window.from, window.to), window);
  if (shared.value === null) return shared;
  const full = shared.value;
  return known({
    n: full.rows.length,
    solve(y) {
      if (hasAll(y, full.rows)) return solve(full, y);
      const rows = full.rows.filter((row) => !Number.isNaN(valueAt(y, row)));
      const own = decompose(regressors, rows, window);
      return own.value === null ? own : solve(own.value, y);
    },
  });
}

function hasAll(y: Float64Array, rows: Int32Array): boolean {
  for (let i = 0; i < rows.length; i++) if (Number.isNaN(valueAt(y, intAt(rows, i)))) return false;
  return true;
}

function decompose(
  regressors: readonly Float64Array[],
  rows: Int32Array,
  { lambda, minimum }: RidgeWindow,
): Outcome<Decomposition> {
  const n = rows.length;
  const k = regressors.length;
  if (n < minimum) return unknown(`${n} of ${minimum} observations`);
  const means = new Float64Array(k);
  const deviations = new Float64Array(k);
  const z = new Float64Array(n * k);
  for (const [j, regressor] of regressors.entries()) {
    const squares = centre(regressor, rows, z, j * n, means, j);
    if (isConstantSeries(squares, valueAt(means, j), n)) return unknown(`regressor ${j} does not vary`);
    const deviation = Math.sqrt(squares / n);
    deviations[j] = deviation;
    for (let i = j * n; i < (j + 1) * n; i++) z[i] = valueAt(z, i) / deviation;
  }
  const factor = cholesky(penalisedGram(z, n, k, lambda), k);
  return factor === null
    ? unknown("rank-deficient regressors without a penalty")
    : known({ rows, means, deviations, z, factor, lambda, centred: new Float64Array(n) });
}

/** Writes the centred regressor into `z` from `offset` on and its mean to `means[j]`; answers Σ (x − x̄)². */
function centre(
  regressor: Float64Array,
  rows: Int32Array,
  z: Float64Array,
  offset: number,
  means: Float64Array,
  j: number,
): number {
  let sum = 0;
  for (const row of rows) sum += valueAt(regressor, row);
  const mean = sum / rows.length;
  means[j] = mean;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    const deviation = valueAt(regressor, intAt(rows, i)) - mean;
    z[offset + i] = deviation;
    squares += deviation * deviation;
  }
  return squares;
}

function penalisedGram(z: Float64Array, n: number, k: number, lambda: number): Float64Array {
  const gram = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = a === b ? lambda : 0;
      for (let i = 0; i < n; i++) sum += valueAt(z, a * n + i) * valueAt(z, b * n + i);
      gram[a * k + b] = sum;
      gram[b * k + a] = sum;
    }
  }
  return gram;
}

/** SSE needs no pass over the rows: (ZᵀZ + λI)b = c, c = Zᵀ(y − ȳ), makes it SST − bᵀc − λbᵀb. */
function solve(design: Decomposition, y: Float64Array): Outcome<RidgeFit> {
  const { rows, means, deviations, z, factor, lambda, centred } = design;
  const n = rows.length;
  const k = means.length;
  const own = new Float64Array(1);
  const total = centre(y, rows, centred, 0, own, 0);
  const meanY = valueAt(own, 0);
  if (isConstantSeries(total, meanY, n)) return unknown("the series does not vary");
  const products = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += valueAt(z, j * n + i) * valueAt(centred, i);
    products[j] = sum;
  }
  const betas = products.slice();
  solveCholesky(factor, k, betas);
  let sse = total;
  let alpha = meanY;
  for (let j = 0; j < k; j++) {
    const b = valueAt(betas, j);
    sse -= b * (valueAt(products, j) + lambda * b);
    const beta = b / valueAt(deviations, j);
    betas[j] = beta;
    alpha -= beta * valueAt(means, j);
  }
  return known({ betas, alpha, rSquared: Math.min(1, Math.max(0, 1 - sse / total)), n });
}
