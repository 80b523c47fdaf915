import { isStyle, MARKET } from "./stress-factors.ts";
import { valueAt } from "./value-at.ts";

/**
 * Moves x of the stress regressors when only what a scenario says moves: the market's shock or 0, the rates' or 0, and a
 * style's shock less the market's where the style is shocked, else 0. A position moves by Σ β x.
 *
 * @param returns of the funds in the order of `STRESS_FACTORS`, NaN where not shocked (`shocked-returns.ts`)
 */
export function directShocks(returns: Float64Array): Float64Array {
  const market = valueAt(returns, MARKET) || 0;
  return returns.map((value, place) => {
    if (Number.isNaN(value)) return 0;
    return isStyle(place) ? value - market : value;
  });
}
