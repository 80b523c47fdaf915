import { known, type Outcome, unknown } from "./outcome.ts";
import { quantile } from "./quantile.ts";

/**
 * Historical value at risk of one period: minus the type-7 quantile of the returns at 1 − level. A fraction of equity,
 * the loss positive (negative where even that quantile is a gain). Unknown for no returns. Source: Jorion 2006, ch. 10.
 *
 * @param sorted returns, ascending, none missing
 * @param level 0.95 or 0.99
 */
export function historicalValueAtRisk(sorted: Float64Array, level: number): Outcome<number> {
  const cut = quantile(sorted, 1 - level);
  return cut.value === null ? unknown("no returns") : known(-cut.value);
}

/**
 * Historical expected shortfall of one period: minus the mean of the returns at or beyond the quantile of
 * {@link historicalValueAtRisk}. Unknown for no returns. Source: Acerbi and Tasche 2002.
 *
 * @param sorted returns, ascending, none missing
 */
export function historicalExpectedShortfall(sorted: Float64Array, level: number): Outcome<number> {
  const loss = historicalValueAtRisk(sorted, level);
  if (loss.value === null) return loss;
  let n = 0;
  let sum = 0;
  for (const value of sorted) {
    if (value > -loss.value) break;
    n++;
    sum += value;
  }
  return known(-sum / n);
}
