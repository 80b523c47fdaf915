import type { DatedValue } from "./dated-value.ts";
import { isoDate } from "./epoch-day.ts";
import type { Outcome } from "./outcome.ts";
import { xirr } from "./xirr.ts";

/**
 * Money-weighted return of an account up to a day, a fraction a year: the rate at which what was put in, opening equity
 * first, grows to the equity of that day. The day count and the refusals are {@link xirr}'s.
 *
 * @param flows into the account positive, up to `day`
 */
export function moneyWeightedReturn(
  opening: DatedValue,
  flows: readonly DatedValue[],
  closing: DatedValue,
): Outcome<number> {
  const put = [opening, ...flows].map(({ day, value }) => ({ date: isoDate(day), amount: -value }));
  return xirr([...put, { date: isoDate(closing.day), amount: closing.value }]);
}
