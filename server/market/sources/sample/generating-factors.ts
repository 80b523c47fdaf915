import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { required } from "#lib/assert.ts";
import { seededRandom } from "./seeded-random.ts";
import { clusteredShocks } from "./volatility-clusters.ts";

/** The factors every simulated return is made of; the six styles are returns beyond the market's. */
export const FACTORS = ["market", "rates", "value", "growth", "momentum", "quality", "size", "lowVolatility"] as const;

export type FactorName = (typeof FACTORS)[number];

/** Betas on the generating factors; a factor left out has beta 0. */
export type Exposures = Partial<Record<FactorName, number>>;

const DAILY_VOLATILITY = [0.01, 0.0085, 0.0035, 0.0038, 0.005, 0.0022, 0.0065, 0.0035];
const DAILY_MEAN = [0.00036, 0.00008, 0.00001, 0.00003, 0.00004, 0.00003, 0, 0.00002];

/** Lower triangle, in the order of FACTORS. */
const CORRELATION = [
  [1],
  [-0.2, 1],
  [0, -0.2, 1],
  [0.1, 0.15, -0.6, 1],
  [0, 0, -0.3, 0.35, 1],
  [0, 0.1, -0.15, 0.1, 0.1, 1],
  [0.1, -0.1, 0.2, -0.1, 0, -0.35, 1],
  [-0.1, 0.25, 0.15, -0.15, -0.1, 0.2, -0.25, 1],
];

const SHAPE = { degrees: 6, reaction: 0.06, persistence: 0.92 };

const at = (values: readonly number[], index: number) => required(values[index], "factor parameter");

function covariance(a: number, b: number): number {
  const [row, column] = [Math.max(a, b), Math.min(a, b)];
  const correlation = at(required(CORRELATION[row], "correlation row"), column);
  return correlation * at(DAILY_VOLATILITY, row) * at(DAILY_VOLATILITY, column);
}

/** Covariance of the generating factors' daily returns, in the order of FACTORS; exact, since shocks are independent. */
export const FACTOR_COVARIANCE: readonly (readonly number[])[] = FACTORS.map((_, row) =>
  FACTORS.map((_, column) => covariance(row, column)),
);

/**
 * Daily returns of the generating factors, one path per factor in the order of FACTORS: a Cholesky mix of independent
 * clustered shocks, so that volatility varies in time while FACTOR_COVARIANCE holds throughout.
 */
export function factorPaths(seed: string, count: number): Float64Array[] {
  const shocks = FACTORS.map((name) => clusteredShocks(seededRandom(`${seed}/factor/${name}`), count, SHAPE));
  const mix = new CholeskyDecomposition(new Matrix(FACTOR_COVARIANCE.map((row) => [...row]))).lowerTriangularMatrix;
  return FACTORS.map((_, row) => {
    const path = new Float64Array(count).fill(at(DAILY_MEAN, row));
    for (const [column, shock] of shocks.slice(0, row + 1).entries()) {
      const weight = mix.get(row, column);
      for (let index = 0; index < count; index++) path[index] = (path[index] ?? 0) + weight * (shock[index] ?? 0);
    }
    return path;
  });
}
