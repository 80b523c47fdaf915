import type { DatedValue } from "./dated-value.ts";
import { internalRates } from "./internal-rate.ts";
import type { Outcome } from "./outcome.ts";

export interface MoneyWeightedReturns {
  /** Into the account positive, opening equity first; ascending. */
  put(flow: DatedValue): void;
  /** Up to a day with the equity of that day, which may not be before what was put in. */
  upTo(closing: DatedValue): Outcome<number>;
}

/**
 * Money-weighted returns of an account up to one day after another, fractions a year: the rate at which what was put in
 * grows to the equity of that day. The day count and the refusals are those of `internalRate`.
 */
export function moneyWeightedReturns(): MoneyWeightedReturns {
  const rates = internalRates();
  return {
    put: ({ day, value }) => rates.add({ day, value: -value }),
    upTo: (closing) => rates.closedBy(closing),
  };
}
