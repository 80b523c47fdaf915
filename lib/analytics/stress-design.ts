import { capBeta } from "./cap-beta.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { type RidgeDesign, type RidgeFit, ridgeDesign } from "./ridge.ts";
import { isStyle, MARKET, STRESS_FACTORS } from "./stress-factors.ts";
import type { StressRegressors } from "./stress-regressors.ts";
import { valueAt } from "./value-at.ts";

export interface StressBetas {
  /** In the order of `STRESS_FACTORS`, held to ±5; 0 for a factor that is not in the design. */
  readonly betas: Float64Array;
  /** A beta had to be held. */
  readonly capped: boolean;
  /** Of the fit as it was, 0–1. */
  readonly rSquared: number;
  readonly n: number;
}

export interface StressDesign {
  /** Places in `STRESS_FACTORS` of the factors fitted, ascending. */
  readonly places: Int32Array;
  /** Why a factor is not among them, in the order of `STRESS_FACTORS`; null where it is. */
  readonly missing: readonly (string | null)[];
  readonly n: number;
  /** The joint betas of a series of total returns on the axis of the regressors. */
  solve(returns: Float64Array): Outcome<StressBetas>;
}

const LAMBDA = 1;
const MINIMUM = 60;

/**
 * One joint ridge (λ = 1, regressors standardized) on all stress factors over [from, to), decomposed once and shared by
 * every position of the date. A factor with fewer than 60 returns in the window, or whose returns do not vary, is left
 * out, and the others are fitted.
 * Unknown where the market is one of those, or where the funds share fewer than 60 sessions.
 */
export function stressDesign(
  { regressors }: StressRegressors,
  from: number,
  to: number,
  minimum: number = MINIMUM,
): Outcome<StressDesign> {
  const missing = regressors.map((series, place) => refusalOf(series, place, from, to, minimum));
  const absent = missing[MARKET] ?? null;
  if (absent !== null) return unknown(absent);
  const places = Int32Array.from(regressors.keys()).filter((place) => missing[place] === null);
  const series = regressors.filter(
    (regressor, place): regressor is Float64Array => regressor !== null && missing[place] === null,
  );
  const design = ridgeDesign(series, { from, to, lambda: LAMBDA, minimum });
  if (design.value === null) return design;
  return known({ places, missing, n: design.value.n, solve: solverOf(design.value, places) });
}

function solverOf(design: RidgeDesign, places: Int32Array): StressDesign["solve"] {
  return (returns) => {
    const fit = design.solve(returns);
    return fit.value === null ? fit : known(held(fit.value, places));
  };
}

function held({ betas, rSquared, n }: RidgeFit, places: Int32Array): StressBetas {
  const all = new Float64Array(STRESS_FACTORS.length);
  let capped = false;
  for (const [i, place] of places.entries()) {
    const own = capBeta(valueAt(betas, i));
    all[place] = own.beta;
    capped ||= own.capped;
  }
  return { betas: all, capped, rSquared, n };
}

function refusalOf(
  series: Float64Array | null,
  place: number,
  from: number,
  to: number,
  minimum: number,
): string | null {
  const etf = STRESS_FACTORS[place]?.etf ?? "";
  if (series === null) return `${etf} has no prices`;
  let count = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const value = valueAt(series, i);
    if (Number.isNaN(value)) continue;
    count++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (count < minimum) return `${etf} has ${count} of ${minimum} observations`;
  return low === high ? `${isStyle(place) ? `${etf} less SPY` : etf} does not vary` : null;
}
