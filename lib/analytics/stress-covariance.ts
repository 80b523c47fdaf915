import { exponentialCovariance } from "./exponential-covariance.ts";
import type { Outcome } from "./outcome.ts";
import type { StressDesign } from "./stress-design.ts";
import type { StressRegressors } from "./stress-regressors.ts";

const DECAY = 0.97;
const SESSIONS = 252;
const MINIMUM = 60;

/**
 * How the funds of a stress design moved together up to a session: exponentially weighted (0.97) covariance of their total
 * returns over 252 sessions, those of `design.places`, n × n by rows. Unknown with fewer than 60 sessions they share.
 *
 * @param to the session after the last one counted
 */
export function stressCovariance(
  { returns }: StressRegressors,
  design: StressDesign,
  to: number,
): Outcome<Float64Array> {
  const funds = returns.filter((fund, place): fund is Float64Array => fund !== null && design.places.includes(place));
  return exponentialCovariance(funds, { from: Math.max(0, to - SESSIONS), to, decay: DECAY, minimum: MINIMUM });
}
