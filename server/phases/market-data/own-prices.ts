import type { CorporateAction } from "#server/market/price-source.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import type { StoredSeries } from "./stored-series.ts";

/** What of an answer and of what is stored comes from the same provider. */
export interface OwnPrices extends Pick<FetchedSymbol, "bars" | "actions"> {
  /** The stored actions that the answer's provider has supplied. */
  readonly storedActions: readonly CorporateAction[];
}

/**
 * Leaves out of an answer what lies on dates whose stored bars are another provider's, and of the stored actions those
 * that are another's. An action is of who supplied the bar of its date, else the bar before, else the first one.
 */
export function ownPrices({ bars, actions }: Pick<FetchedSymbol, "bars" | "actions">, stored: StoredSeries): OwnPrices {
  const isAnothers = (provider: string | null | undefined, date: string | undefined) =>
    provider !== undefined &&
    date !== undefined &&
    stored.suppliers.has(date) &&
    stored.suppliers.get(date) !== provider;
  const answered = bars.map(({ date }) => date);
  const suppliers = new Map(bars.map(({ date, provider }) => [date, provider]));
  const supplier = (date: string) => suppliers.get(nearest(answered, date) ?? "");
  const storedDates = stored.actions.length > 0 ? [...stored.suppliers.keys()].toSorted() : [];
  const storedActions = stored.actions.filter(({ date }) => !isAnothers(supplier(date), nearest(storedDates, date)));
  const others = new Set(stored.actions.filter((action) => !storedActions.includes(action)).map(keyOf));
  return {
    bars: bars.filter(({ date, provider }) => !isAnothers(provider, date)),
    actions: actions.filter((action) => !others.has(keyOf(action)) && !isAnothers(supplier(action.date), action.date)),
    storedActions,
  };
}

/** Names an action among those of a symbol. */
export const keyOf = ({ date, kind }: CorporateAction): string => `${date} ${kind}`;

/** The last of some ascending dates that is not after another, else the first. */
const nearest = (dates: readonly string[], date: string) => dates.findLast((each) => each <= date) ?? dates[0];
