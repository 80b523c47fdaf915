import { isWithin } from "#server/market/coverage.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import type { ChangedPrices } from "../recompute.ts";
import type { ComparedSymbol } from "./fetch-compared.ts";

const REGRESSORS: ReadonlySet<string> = new Set(REQUIRED_REGRESSORS);

interface Compared extends Pick<ComparedSymbol, "restated" | "renewed"> {
  readonly fetched: Pick<ComparedSymbol["fetched"], "symbol" | "bars" | "answered" | "actions">;
  readonly series: Pick<ComparedSymbol["series"], "closes" | "actions">;
  readonly judged: Pick<ComparedSymbol["judged"], "withdrawn" | "reinstated">;
}

/**
 * What an answer changes for results computed before: what was restated, what is not believed any more, prices of dates
 * that had none, and splits that were not known; where all of its history is stored anew, all of that.
 */
export function changedPrices({ fetched, series, judged, ...found }: Compared): ChangedPrices[] {
  const { symbol, bars, answered } = fetched;
  const isRegressor = REGRESSORS.has(symbol);
  const [first] = found.renewed ? [...bars.map(({ date }) => date), ...series.closes.keys()].toSorted() : [];
  if (first !== undefined) return [{ symbol, from: first, to: null, isRegressor }];
  const [changed] = [...found.restated.map(({ date }) => date), ...judged.withdrawn].toSorted();
  const late = (dates: readonly string[]) => {
    const [from, to] = [dates[0], dates.at(-1)];
    return from !== undefined && to !== undefined ? [{ symbol, from, to, isRegressor }] : [];
  };
  const added = answered.flatMap((range) =>
    late(bars.map(({ date }) => date).filter((date) => isWithin(date, range) && !series.closes.has(date))),
  );
  const isChanged = changed === undefined ? [] : [{ symbol, from: changed, to: null, isRegressor }];
  return [...isChanged, ...added, ...late(judged.reinstated), ...newSplits({ fetched, series })];
}

function newSplits({ fetched, series }: Pick<Compared, "fetched" | "series">): ChangedPrices[] {
  const known = new Set(series.actions.filter(({ kind }) => kind === "split").map(({ date }) => date));
  return fetched.actions
    .filter(({ kind, date }) => kind === "split" && !known.has(date))
    .map(({ date }) => ({ symbol: fetched.symbol, from: date, to: null, isRegressor: false, isSplit: true }));
}
