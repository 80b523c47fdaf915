import type { DatedValue } from "./dated-value.ts";
import { internalRate } from "./internal-rate.ts";
import type { Outcome } from "./outcome.ts";

/**
 * Money-weighted return of an account up to a day, a fraction a year: the rate at which what was put in, opening equity
 * first, grows to the equity of that day. The day count and the refusals are {@link internalRate}'s.
 *
 * @param put into the account positive, ascending, up to the closing day
 */
export function moneyWeightedReturn(put: readonly DatedValue[], closing: DatedValue): Outcome<number> {
  return internalRate([...put.map(({ day, value }) => ({ day, value: -value })), closing]);
}
