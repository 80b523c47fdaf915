import { difference } from "./difference.ts";
import { known, type Outcome, unknown } from "./outcome.ts";
import { isStyle, MARKET, STRESS_FACTORS, type StressFactor } from "./stress-factors.ts";

export interface StressRegressors {
  /** Total returns of the funds and the regressors made of them, in the order of `STRESS_FACTORS`; null without the fund. */
  readonly returns: readonly (Float64Array | null)[];
  readonly regressors: readonly (Float64Array | null)[];
}

/**
 * The regressors of the stress tests: SPY and TLT as they are, VTV, VUG, MTUM, QUAL, IWM and USMV each less SPY, on the
 * axis of the given returns. Made once for all dates. A fund without returns leaves its factor out; unknown without SPY.
 * RangeError when lengths differ.
 *
 * @param returns simple daily total returns by fund, NaN where missing
 */
export function stressRegressors(
  returns: Readonly<Partial<Record<StressFactor["etf"], Float64Array>>>,
): Outcome<StressRegressors> {
  const funds = STRESS_FACTORS.map(({ etf }) => returns[etf] ?? null);
  const market = funds[MARKET] ?? null;
  if (market === null) return unknown("SPY has no prices, and every style is measured from it");
  return known({
    returns: funds,
    regressors: funds.map((fund, place) => (fund !== null && isStyle(place) ? difference(fund, market) : fund)),
  });
}
