import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { difference } from "#lib/analytics/difference.ts";
import type { FactorId } from "#lib/analytics/factor-catalogue.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { valueAt } from "#lib/analytics/value-at.ts";
import { varianceInflation } from "#lib/analytics/variance-inflation.ts";
import { SPREAD_WINDOW, SPREADS } from "../factor-regressors.ts";
import type { ReturnTable } from "./current-holdings.ts";

/** Variance inflation factor by spread factor, as of a session of the table. */
export type InflationAt = (session: number) => ReadonlyMap<FactorId, Outcome<number>>;

/**
 * How alike the spread factors are over the window of their betas: each beta is fitted alone, so exposures to spreads with
 * a high factor say much the same thing twice. The same for every portfolio of a price source.
 */
export function spreadInflation({ days, returns }: ReturnTable): InflationAt {
  const none = new Float64Array(days.length).fill(Number.NaN);
  const of = (etf: string) => returns.get(etf) ?? none;
  const funds = new Set(SPREADS.flatMap(({ long, short }) => [long, short]));
  const missing = [...funds].filter((etf) => of(etf).every(Number.isNaN));
  const spreads = SPREADS.map(({ long, short }) => difference(of(long), of(short)));
  return (session) => {
    const from = calendarWindow(days, session, SPREAD_WINDOW.days);
    const found =
      missing.length > 0
        ? unknown(`${missing.join(", ")}: no prices`)
        : varianceInflation(spreads, from, session + 1, SPREAD_WINDOW.minimum);
    const at = (i: number) => (found.value === null ? found : known(valueAt(found.value, i)));
    return new Map(SPREADS.map(({ factor }, i) => [factor, at(i)]));
  };
}
