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
 * a high factor say much the same thing twice. Of the spreads with enough returns the most that have enough in common are
 * regressed on each other; the rest have none. The same for every portfolio of a price source.
 */
export function spreadInflation({ days, returns }: ReturnTable): InflationAt {
  const none = new Float64Array(days.length).fill(Number.NaN);
  const of = (etf: string) => returns.get(etf) ?? none;
  const spreads = SPREADS.map(({ factor, long, short }): SpreadReturns => {
    return { factor, funds: [long, short], values: difference(of(long), of(short)) };
  });
  return (session) => {
    const from = calendarWindow(days, session, SPREAD_WINDOW.days);
    const countOf: CountOf = (...series) => completeRows(series, from, session + 1).length;
    const found = new Map<FactorId, Outcome<number>>();
    for (const { factor, funds, values } of spreads) {
      const count = countOf(values);
      if (count >= SPREAD_WINDOW.minimum) continue;
      const missing = funds.filter((etf) => countOf(of(etf)) === 0);
      const few = `${count} of ${SPREAD_WINDOW.minimum} observations`;
      found.set(factor, unknown(missing.length > 0 ? `${missing.join(", ")}: no returns in the window` : few));
    }
    const apt = spreads.filter(({ factor }) => !found.has(factor));
    const fitted = together(apt, countOf);
    for (const { factor } of apt) found.set(factor, unknown(apt.length > 1 ? TOO_FEW_IN_COMMON : ALONE));
    for (const [factor, outcome] of inflationOf(fitted, from, session + 1)) found.set(factor, outcome);
    return found;
  };
}

const ALONE = "no other spread has enough returns";
const TOO_FEW_IN_COMMON = `fewer than ${SPREAD_WINDOW.minimum} observations in common with the other spreads`;

type CountOf = (...series: readonly Float64Array[]) => number;

/** The most spreads, two at least, with enough returns in common; of as many those with the most. */
function together(spreads: readonly SpreadReturns[], countOf: CountOf): readonly SpreadReturns[] {
  let best = { spreads: [] as readonly SpreadReturns[], count: 0 };
  // There are four at most: their sets are as few as the bits of a number up to sixteen. All of them come first.
  for (let set = 2 ** spreads.length - 1; set > 0; set--) {
    const chosen = spreads.filter((_, i) => set & (1 << i));
    if (chosen.length < 2 || chosen.length < best.spreads.length) continue;
    const count = countOf(...chosen.map(({ values }) => values));
    const isBetter = chosen.length > best.spreads.length || count > best.count;
    if (count >= SPREAD_WINDOW.minimum && isBetter) best = { spreads: chosen, count };
    if (best.spreads.length === spreads.length) break;
  }
  return best.spreads;
}

function inflationOf(spreads: readonly SpreadReturns[], from: number, to: number): [FactorId, Outcome<number>][] {
  if (spreads.length === 0) return [];
  const columns = spreads.map(({ values }) => values);
  const names = spreads.map(({ factor }) => factorName(factor));
  const inflation = varianceInflation(columns, from, to, SPREAD_WINDOW.minimum, names);
  return spreads.map(({ factor }, i) => {
    return [factor, inflation.value === null ? inflation : known(valueAt(inflation.value, i))];
  });
}
