import { nelderMead } from "./nelder-mead.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { quantile } from "./quantile.ts";
import { valueAt } from "./value-at.ts";

const THRESHOLD_LEVEL = 0.9;
const FEWEST_EXCESSES = 10;
/** Where the search ends, and the shape from which on a tail counts as heavy: the search ends above 0 in any case. */
const FINE = { tolerance: 1e-9, lowestShape: 1e-6 };
const COARSE = { tolerance: 1e-4, lowestShape: 0 };
const LOWEST_THRESHOLD = 1e-9;
const NOT_HEAVY = "the tail is no heavier than exponential";

export interface ParetoTail {
  /** Loss beyond which the distribution is fitted, a fraction. */
  readonly threshold: number;
  readonly scale: number;
  /** Above 0: the tail is heavier than exponential. */
  readonly shape: number;
  /** Of one period, fractions, losses positive. */
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
}

interface Fit extends Pick<ParetoTail, "threshold" | "scale" | "shape"> {
  /** Of the periods that the level is counted among, those beyond the threshold. */
  readonly share: number;
}

/**
 * Value at risk and expected shortfall by a generalized Pareto distribution of the losses beyond a threshold u, with
 * scale σ and shape ξ > 0 of maximum likelihood; a share s of the periods is beyond u:
 * VaR = u + σ/ξ (((1 − level) / s)^−ξ − 1), ES = (VaR + σ − ξ u) / (1 − ξ).
 *
 * `excesses`: fitted to what losses exceed u by, u the type-7 quantile of the losses at 90%, of which ten at least.
 * `empyrical`, as that library does: fitted to four digits to the losses themselves, u halved from 20% until a fit has a
 * positive shape, the level counted among the losing periods alone.
 *
 * Unknown with fewer than three returns, or than ten beyond u; where the tail is no heavier than exponential; where the
 * shape is 1 or more and the shortfall infinite. Source: McNeil and Frey 2000; Gilli and Këllezi 2006.
 *
 * @param returns none missing
 */
export function paretoTail(
  returns: Float64Array,
  level = 0.99,
  method: "excesses" | "empyrical" = "excesses",
): Outcome<ParetoTail> {
  if (returns.length < 3) return unknown(`${returns.length} of 3 returns`);
  const losses = returns.map((value) => -value).sort();
  const fit = method === "excesses" ? fitExcesses(losses) : fitLosses(losses.filter((loss) => loss > 0));
  if (fit.value === null) return fit;
  const { threshold, scale, shape, share } = fit.value;
  if (shape >= 1) return unknown("the expected shortfall of so heavy a tail is infinite");
  const valueAtRisk = threshold + (scale / shape) * (((1 - level) / share) ** -shape - 1);
  const expectedShortfall = (valueAtRisk + scale - shape * threshold) / (1 - shape);
  return known({ threshold, scale, shape, valueAtRisk, expectedShortfall });
}

function fitExcesses(losses: Float64Array): Outcome<Fit> {
  const threshold = quantile(losses, THRESHOLD_LEVEL).value ?? 0;
  const excesses = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
  if (excesses.length < FEWEST_EXCESSES) return unknown(`${excesses.length} of ${FEWEST_EXCESSES} losses beyond`);
  const unit = excesses.reduce((sum, excess) => sum + excess, 0) / excesses.length;
  const best = mostLikely(
    excesses.map((excess) => excess / unit),
    FINE,
  );
  if (best === null) return unknown(NOT_HEAVY);
  return known({ threshold, scale: best.scale * unit, shape: best.shape, share: excesses.length / losses.length });
}

function fitLosses(losses: Float64Array): Outcome<Fit> {
  for (let threshold = 0.2; threshold > LOWEST_THRESHOLD; threshold /= 2) {
    const beyond = losses.filter((loss) => loss >= threshold);
    const best = beyond.length > 0 ? mostLikely(beyond, COARSE) : null;
    if (best !== null) return known({ threshold, ...best, share: beyond.length / losses.length });
  }
  return unknown(NOT_HEAVY);
}

/** Null where the likelihood has no maximum with a positive shape. */
function mostLikely(sizes: Float64Array, { tolerance, lowestShape }: typeof FINE): Pick<Fit, "scale" | "shape"> | null {
  const search = nelderMead((point) => -logLikelihood(sizes, point), Float64Array.of(1, 1), tolerance);
  if (search.value === null) return null;
  const [scale = 0, shape = 0] = search.value;
  return shape > lowestShape ? { scale, shape } : null;
}

/** −n ln σ − (1/ξ + 1) Σ ln(1 + ξ x / σ); as little as can be where σ or ξ is not positive. */
function logLikelihood(sizes: Float64Array, point: Float64Array): number {
  const scale = valueAt(point, 0);
  const shape = valueAt(point, 1);
  if (!(scale > 0 && shape > 0)) return -Number.MAX_VALUE;
  let sum = 0;
  for (let i = 0; i < sizes.length; i++) sum += Math.log((shape / scale) * valueAt(sizes, i) + 1);
  return -sizes.length * Math.log(scale) - (1 / shape + 1) * sum;
}
