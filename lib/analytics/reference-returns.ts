import { known, type Outcome, unknown } from "./outcome.ts";
import { priceAt } from "./price-at.ts";
import { RETURN_PERIODS, type ReturnPeriod, referenceDay } from "./reference-day.ts";

export type ReferenceReturns = Readonly<Record<ReturnPeriod, Outcome<number>>>;

/**
 * Total returns up to `asOf`, fractions: the index then over the index at the last close on or before each period's
 * reference day, at most 7 calendar days older, minus 1. Unknown where either is missing.
 *
 * @param index total-return index by session, NaN missing
 * @param days epoch days of the sessions, ascending
 */
export function referenceReturns(index: Float64Array, days: Int32Array, asOf: number): ReferenceReturns {
  const now = priceAt(index, days, asOf);
  const returnOver = (period: ReturnPeriod): Outcome<number> => {
    const then = priceAt(index, days, referenceDay(asOf, period));
    if (now.value === null) return now;
    if (then.value === null) return unknown(`no price at the start of ${period}`);
    if (then.value.index === now.value.index) return unknown(`no price since the start of ${period}`);
    return known(now.value.price / then.value.price - 1);
  };
  const [oneDay, oneWeek, mtd, oneMonth, threeMonths, ytd, oneYear] = RETURN_PERIODS;
  return {
    [oneDay]: returnOver(oneDay),
    [oneWeek]: returnOver(oneWeek),
    [mtd]: returnOver(mtd),
    [oneMonth]: returnOver(oneMonth),
    [threeMonths]: returnOver(threeMonths),
    [ytd]: returnOver(ytd),
    [oneYear]: returnOver(oneYear),
  };
}
