import { known, type Outcome } from "./outcome.ts";
import { spillover } from "./spillover.ts";
import { isStyle, MARKET } from "./stress-factors.ts";
import { intAt, valueAt } from "./value-at.ts";

export interface SpilloverShocks {
  /** Moves x of the stress regressors in the order of `STRESS_FACTORS`; 0 for a factor that is not in the design. */
  readonly moves: Float64Array;
  /** Places in `STRESS_FACTORS` whose return had to be held to the largest shock. */
  readonly bounded: readonly number[];
}

/**
 * Moves of the stress regressors when the other funds move along as they usually do: all total returns are filled first
 * (`spillover.ts`), then each style is its return less the market's. Unknown as spillover is.
 *
 * @param returns of the funds, NaN where not shocked (`shocked-returns.ts`)
 * @param places of the funds in the covariance, ascending (`StressDesign.places`): SPY is one of them
 */
export function spilloverShocks(
  returns: Float64Array,
  places: Int32Array,
  covariance: Float64Array,
): Outcome<SpilloverShocks> {
  const given = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) given[i] = valueAt(returns, intAt(places, i));
  const filled = spillover(covariance, given);
  if (filled.value === null) return filled;
  const moves = new Float64Array(returns.length);
  const market = valueAt(filled.value.returns, places.indexOf(MARKET));
  for (let i = 0; i < places.length; i++) {
    const place = intAt(places, i);
    const total = valueAt(filled.value.returns, i);
    moves[place] = isStyle(place) ? total - market : total;
  }
  return known({ moves, bounded: filled.value.bounded.map((i) => intAt(places, i)) });
}
