import { isWithin } from "#server/market/coverage.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import type { ChangedPrices } from "../recompute.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import type { Restatement } from "./restatements.ts";
import type { StoredSeries } from "./stored-series.ts";

const REGRESSORS: ReadonlySet<string> = new Set(REQUIRED_REGRESSORS);

/** What an answer changes for results computed before: what was restated, and prices of dates that had none. */
export function changedPrices(
  { symbol, bars, answered }: Pick<FetchedSymbol, "symbol" | "bars" | "answered">,
  restated: readonly Restatement[],
  stored: StoredSeries,
): ChangedPrices[] {
  const isRegressor = REGRESSORS.has(symbol);
  const [first] = restated;
  const added = answered.flatMap((range) => {
    const dates = bars.map(({ date }) => date).filter((date) => isWithin(date, range) && !stored.closes.has(date));
    const [from, to] = [dates[0], dates.at(-1)];
    return from !== undefined && to !== undefined ? [{ symbol, from, to, isRegressor }] : [];
  });
  return [...(first ? [{ symbol, from: first.date, to: null, isRegressor }] : []), ...added];
}
