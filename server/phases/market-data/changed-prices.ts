import { isWithin } from "#server/market/coverage.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import type { ChangedPrices } from "../recompute.ts";
import type { ComparedSymbol } from "./fetch-compared.ts";

const REGRESSORS: ReadonlySet<string> = new Set(REQUIRED_REGRESSORS);

interface Compared extends Pick<ComparedSymbol, "restated" | "renewed"> {
  readonly fetched: Pick<ComparedSymbol["fetched"], "symbol" | "bars" | "answered">;
  readonly series: Pick<ComparedSymbol["series"], "closes">;
}

/**
 * What an answer changes for results computed before: what was restated, and prices of dates that had none; where all of
 * its history is stored anew, all of that.
 */
export function changedPrices({ fetched: { symbol, bars, answered }, series, ...found }: Compared): ChangedPrices[] {
  const isRegressor = REGRESSORS.has(symbol);
  const [first] = found.renewed ? [...bars.map(({ date }) => date), ...series.closes.keys()].toSorted() : [];
  if (first !== undefined) return [{ symbol, from: first, to: null, isRegressor }];
  const [restated] = found.restated;
  const added = answered.flatMap((range) => {
    const dates = bars.map(({ date }) => date).filter((date) => isWithin(date, range) && !series.closes.has(date));
    const [from, to] = [dates[0], dates.at(-1)];
    return from !== undefined && to !== undefined ? [{ symbol, from, to, isRegressor }] : [];
  });
  return [...(restated ? [{ symbol, from: restated.date, to: null, isRegressor }] : []), ...added];
}
