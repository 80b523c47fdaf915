import { isCurrencyPair } from "#lib/price-files/price-symbol.ts";
import type { RestatedSymbol } from "#lib/restated-symbol.ts";
import { type DateRange, isWithin } from "#server/market/coverage.ts";
import type { CorporateAction } from "#server/market/price-source.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import { keyOf, ownPrices } from "./own-prices.ts";
import type { StoredSeries } from "./stored-series.ts";

/** What a source now says otherwise of a date that was already collected; null where there was, or is, none. */
export interface Restatement {
  readonly date: string;
  readonly kind: "close" | "split" | "dividend";
  readonly before: number | null;
  readonly after: number | null;
}

const TOLERANCE = 1e-4;
/** Currencies trade on after the session at whose end their rates are asked for. */
const RATE_TOLERANCE = 1e-3;

type Answer = Pick<FetchedSymbol, "symbol" | "bars" | "actions" | "answered">;

/**
 * What an answer says otherwise than the prices stored: a close or action that differs by more than a ten-thousandth, a
 * thousandth for exchange rates; an action on a date covered before that is new, or one that is gone. Providers differ
 * among themselves, so that only what this one has supplied is compared. Ascending by date.
 */
export function restatementsOf(fetched: Answer, stored: StoredSeries, covered: readonly DateRange[]): Restatement[] {
  const change = (date: string, kind: Restatement["kind"], before: number, after: number | null) =>
    after !== null && isSamePrice(fetched.symbol, before, after) ? null : { date, kind, before, after };
  const isAnswered = ({ date }: CorporateAction) => fetched.answered.some((range) => isWithin(date, range));
  const isCovered = ({ date }: CorporateAction) => covered.some((range) => isWithin(date, range));
  const own = ownPrices(fetched, stored);
  const [before, after] = [byKey(own.storedActions.filter(isAnswered)), byKey(own.actions)];
  const appeared = own.actions.filter((action) => !before.has(keyOf(action)) && isCovered(action));
  const restated = [
    ...own.bars.map(({ date, close }) => change(date, "close", stored.closes.get(date) ?? close, close)),
    ...[...before.values()].map((action) => {
      const now = after.get(keyOf(action))?.value ?? null;
      return change(action.date, action.kind, action.value, now);
    }),
    ...appeared.map(({ date, kind, value }) => ({ date, kind, before: null, after: value })),
  ];
  return restated.filter((each) => each !== null).toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * What of an answer is stored: what another provider has supplied stays, and so does what differs too little to be a
 * restatement, or results would follow from prices that are no longer there.
 */
export function pricesToStore(
  fetched: Pick<FetchedSymbol, "symbol" | "bars" | "actions">,
  stored: StoredSeries,
): Pick<FetchedSymbol, "bars" | "actions"> {
  const isNews = (before: number | undefined, after: number) =>
    before === undefined || before === after || !isSamePrice(fetched.symbol, before, after);
  const own = ownPrices(fetched, stored);
  const before = byKey(stored.actions);
  return {
    bars: own.bars.filter(({ date, close }) => isNews(stored.closes.get(date), close)),
    actions: own.actions.filter((action) => isNews(before.get(keyOf(action))?.value, action.value)),
  };
}

/** Whether a close differs too little from the one before to be another. */
export function isSamePrice(symbol: string, before: number, after: number): boolean {
  return Math.abs(after - before) <= (isCurrencyPair(symbol) ? RATE_TOLERANCE : TOLERANCE) * before;
}

const byKey = (actions: readonly CorporateAction[]) => new Map(actions.map((action) => [keyOf(action), action]));

/** Null for a symbol without any. */
export function restatedSymbol(symbol: string, by: string, restated: readonly Restatement[]): RestatedSymbol | null {
  const [first] = restated;
  if (!first) return null;
  const count = (kind: Restatement["kind"]) => restated.filter((each) => each.kind === kind).length;
  return {
    ...{ symbol, by, first: first.date },
    ...{ closes: count("close"), splits: count("split"), dividends: count("dividend") },
  };
}
