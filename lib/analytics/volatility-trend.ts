import { known, type Outcome, unknown } from "./outcome.ts";
import { simpleRegression } from "./simple-regression.ts";

const LENGTH = 21;
const CLEAR = 0.3;
const SESSION_NUMBERS = Float64Array.from({ length: LENGTH }, (_, i) => i);

export interface VolatilityTrend {
  /** Change of annualized volatility (a fraction) per session. */
  readonly slope: number;
  readonly rSquared: number;
}

/**
 * Slope of the last 21 values of a rolling 21-session volatility against the session number (OLS).
 * Unknown where one of them is missing or R² ≤ 0.3: no clear trend.
 */
export function volatilityTrend(rolling: Float64Array): Outcome<VolatilityTrend> {
  const last = rolling.slice(-LENGTH);
  const fit = simpleRegression(last, SESSION_NUMBERS, 0, LENGTH, LENGTH);
  if (fit.value === null) return fit;
  const { beta, rSquared } = fit.value;
  if (rSquared <= CLEAR) return unknown(`no clear trend: R² ${rSquared.toFixed(2)}`);
  return known({ slope: beta, rSquared });
}
