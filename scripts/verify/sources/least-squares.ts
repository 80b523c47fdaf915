import { leastSquares } from "#lib/analytics/least-squares.ts";
import type { Answer } from "../agreement.ts";
import type { ReferenceCase } from "../reference-file.ts";
import type { ReferenceSource } from "../reference-source.ts";

interface NistInputs {
  readonly y: readonly number[];
  readonly x: readonly (readonly number[])[];
  readonly intercept: boolean;
  readonly polynomial_degree: number | null;
}

export const leastSquaresSource: ReferenceSource = {
  file: "nist_linear_regression",
  title: "Least squares, easy to badly conditioned (NIST StRD)",
  answers: { ols },
  notHeld: {},
};

function ols({ inputs }: ReferenceCase): Answer {
  const given = inputs as unknown as NistInputs;
  const columns = columnsOf(given);
  const fit = leastSquares(Float64Array.from(given.y), columns, { intercept: given.intercept });
  if (fit.value === null) return null;
  const { coefficients, standardErrors, residualSd, rSquared, n } = fit.value;
  const freedom = n - coefficients.length;
  return {
    coefficients: Array.from(coefficients),
    std_errors: Array.from(standardErrors),
    residual_sd: residualSd,
    r_squared: rSquared,
    df_residual: freedom,
    ss_residual: freedom * residualSd ** 2,
  };
}

function columnsOf({ x, polynomial_degree }: NistInputs): Float64Array[] {
  if (polynomial_degree !== null && polynomial_degree > 1) {
    return Array.from({ length: polynomial_degree }, (_, p) =>
      Float64Array.from(x, ([value = Number.NaN]) => value ** (p + 1)),
    );
  }
  const width = x[0]?.length ?? 0;
  return Array.from({ length: width }, (_, j) => Float64Array.from(x, (row) => row[j] ?? Number.NaN));
}
