import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { completeRows } from "#lib/analytics/complete-rows.ts";
import { difference } from "#lib/analytics/difference.ts";
import { type FactorId, factorName } from "#lib/analytics/factor-catalogue.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { valueAt } from "#lib/analytics/value-at.ts";
import { varianceInflation } from "#lib/analytics/variance-inflation.ts";
import { SPREAD_WINDOW, SPREADS } from "../factor-regressors.ts";
import type { ReturnTable } from "./current-holdings.ts";

/** Variance inflation factor of each spread factor, as of a session of the table. */
export type InflationAt = (session: number) => ReadonlyMap<FactorId, Outcome<number>>;

/**
 * How alike the spread factors are over the window of their betas: each beta is fitted alone, so exposures to spreads with
 * a high factor say much the same thing twice. A spread with too few returns has none and is left out of the others'. The
 * same for every portfolio of a price source.
 */
export function spreadInflation({ days, returns }: ReturnTable): InflationAt {
  const none = new Float64Array(days.length).fill(Number.NaN);
  const of = (etf: string) => returns.get(etf) ?? none;
  const spreads = SPREADS.map(({ factor, long, short }) => {
    return { factor, funds: [long, short], values: difference(of(long), of(short)) };
  });
  return (session) => {
    const from = calendarWindow(days, session, SPREAD_WINDOW.days);
    const countOf = (values: Float64Array) => completeRows([values], from, session + 1).length;
    const found = new Map<FactorId, Outcome<number>>();
    for (const { factor, funds, values } of spreads) {
      const count = countOf(values);
      if (count >= SPREAD_WINDOW.minimum) continue;
      const missing = funds.filter((etf) => countOf(of(etf)) === 0);
      const few = `${count} of ${SPREAD_WINDOW.minimum} observations`;
      found.set(factor, unknown(missing.length > 0 ? `${missing.join(", ")}: no prices in the window` : few));
    }
    const fitted = spreads.filter(({ factor }) => !found.has(factor));
    const columns = fitted.map(({ values }) => values);
    const names = fitted.map(({ factor }) => factorName(factor));
    const inflation = varianceInflation(columns, from, session + 1, SPREAD_WINDOW.minimum, names);
    for (const [i, { factor }] of fitted.entries()) {
      found.set(factor, inflation.value === null ? inflation : known(valueAt(inflation.value, i)));
    }
    return found;
  };
}
