import { intAt, valueAt } from "./value-at.ts";

export type ReturnPeriod = "weekly" | "monthly" | "quarterly" | "yearly";

/**
 * Returns compounded within calendar weeks (Monday to Sunday), months, quarters or years, one per period that has a
 * date, in order; fractions. A missing return adds nothing. RangeError when lengths differ.
 *
 * @param days epoch day of each return, ascending
 */
export function aggregateReturns(returns: Float64Array, days: Int32Array, period: ReturnPeriod): Float64Array {
  if (returns.length !== days.length) throw new RangeError(`${returns.length} returns for ${days.length} days`);
  const aggregated = new Float64Array(returns.length);
  let count = 0;
  let current = Number.NaN;
  let wealth = 1;
  for (let i = 0; i < returns.length; i++) {
    const key = periodOf(intAt(days, i), period);
    if (key !== current) {
      wealth = 1;
      count++;
      current = key;
    }
    const value = valueAt(returns, i);
    if (!Number.isNaN(value)) wealth *= 1 + value;
    aggregated[count - 1] = wealth - 1;
  }
  return aggregated.slice(0, count);
}

/** A number that is the same for the days of one period and grows from period to period. */
function periodOf(day: number, period: ReturnPeriod): number {
  if (period === "weekly") return Math.floor((day + 3) / 7);
  const month = monthOf(day);
  if (period === "monthly") return month;
  return Math.floor(month / (period === "quarterly" ? 3 : 12));
}

/** Months since the year 0 of an epoch day. By the civil calendar arithmetic of Howard Hinnant, March first. */
function monthOf(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  return (era * 400 + year) * 12 + Math.floor((5 * ofYear + 2) / 153) + 2;
}
