import { known, type Outcome } from "./outcome.ts";
import { simpleRegression } from "./simple-regression.ts";
import { valueAt } from "./value-at.ts";

const LENGTH = 21;
const CLEAR = 0.3;
const SESSION_NUMBERS = Float64Array.from({ length: LENGTH }, (_, i) => i);

export interface VolatilityTrend {
  readonly direction: "rising" | "falling" | "flat";
  /** Change of annualized volatility (a fraction) per session; null where R² ≤ 0.3, which is "flat". */
  readonly slope: number | null;
}

const FLAT: VolatilityTrend = { direction: "flat", slope: null };

/**
 * Slope of the last 21 values of a rolling 21-session volatility against the session number (OLS), where its R² > 0.3.
 * Unknown where one of the 21 is missing.
 */
export function volatilityTrend(rolling: Float64Array): Outcome<VolatilityTrend> {
  const last = rolling.slice(-LENGTH);
  if (last.length === LENGTH && last.every((value) => value === valueAt(last, 0))) return known(FLAT);
  const fit = simpleRegression(last, SESSION_NUMBERS, 0, last.length, LENGTH);
  if (fit.value === null) return fit;
  const { beta, rSquared } = fit.value;
  if (rSquared <= CLEAR) return known(FLAT);
  return known({ direction: beta > 0 ? "rising" : "falling", slope: beta });
}
