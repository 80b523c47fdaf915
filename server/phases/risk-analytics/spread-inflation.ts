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

interface SpreadReturns {
  readonly factor: FactorId;
  readonly funds: readonly string[];
  readonly values: Float64Array;
}

/**
 * How alike the spread factors are over the window of their betas: each beta is fitted alone, so exposures to spreads with
 * a high factor say much the same thing twice. A spread with too few returns has none and is left out of the others'; so
 * is the one with the fewest while those that are left have too few in common. The same for every portfolio of a price
 * source.
 */
export function spreadInflation({ days, returns }: ReturnTable): InflationAt {
  const none = new Float64Array(days.length).fill(Number.NaN);
  const of = (etf: string) => returns.get(etf) ?? none;
  const spreads = SPREADS.map(({ factor, long, short }): SpreadReturns => {
    return { factor, funds: [long, short], values: difference(of(long), of(short)) };
  });
  return (session) => {
    const from = calendarWindow(days, session, SPREAD_WINDOW.days);
    const countOf = (...series: readonly Float64Array[]) => completeRows(series, from, session + 1).length;
    const found = new Map<FactorId, Outcome<number>>();
    for (const { factor, funds, values } of spreads) {
      const count = countOf(values);
      if (count >= SPREAD_WINDOW.minimum) continue;
      const missing = funds.filter((etf) => countOf(of(etf)) === 0);
      const few = `${count} of ${SPREAD_WINDOW.minimum} observations`;
      found.set(factor, unknown(missing.length > 0 ? `${missing.join(", ")}: no returns in the window` : few));
    }
    let fitted = spreads.filter(({ factor }) => !found.has(factor));
    const common = () => countOf(...fitted.map(({ values }) => values));
    for (let count = common(); fitted.length > 1 && count < SPREAD_WINDOW.minimum; count = common()) {
      const fewest = fitted.reduce((least, each) => (countOf(each.values) < countOf(least.values) ? each : least));
      const shared = `${count} of ${SPREAD_WINDOW.minimum} observations on the sessions of the other spreads`;
      found.set(fewest.factor, unknown(shared));
      fitted = fitted.filter((each) => each !== fewest);
    }
    for (const [factor, outcome] of inflationOf(fitted, from, session + 1)) found.set(factor, outcome);
    return found;
  };
}

function inflationOf(spreads: readonly SpreadReturns[], from: number, to: number): [FactorId, Outcome<number>][] {
  if (spreads.length < 2) return spreads.map(({ factor }) => [factor, unknown("no other spread has enough returns")]);
  const columns = spreads.map(({ values }) => values);
  const names = spreads.map(({ factor }) => factorName(factor));
  const inflation = varianceInflation(columns, from, to, SPREAD_WINDOW.minimum, names);
  return spreads.map(({ factor }, i) => {
    return [factor, inflation.value === null ? inflation : known(valueAt(inflation.value, i))];
  });
}
