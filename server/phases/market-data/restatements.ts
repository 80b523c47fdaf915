import type { RestatedSymbol } from "#lib/restated-symbol.ts";
import { type DateRange, isWithin } from "#server/market/coverage.ts";
import { isCurrencyPair } from "#server/market/currency.ts";
import type { CorporateAction } from "#server/market/price-source.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
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

/**
 * What an answer says otherwise than the prices stored: a close or action that differs by more than a ten-thousandth, a
 * thousandth for exchange rates; an action on a date covered before that is new, or one that is gone. Ascending by date.
 */
export function restatementsOf(
  fetched: Pick<FetchedSymbol, "symbol" | "bars" | "actions" | "answered">,
  stored: StoredSeries,
  covered: readonly DateRange[],
): Restatement[] {
  const tolerance = isCurrencyPair(fetched.symbol) ? RATE_TOLERANCE : TOLERANCE;
  const change = (date: string, kind: Restatement["kind"], before: number, after: number | null) => {
    const isSame = after !== null && Math.abs(after - before) <= tolerance * before;
    return isSame ? null : { date, kind, before, after };
  };
  const isAnswered = ({ date }: CorporateAction) => fetched.answered.some((range) => isWithin(date, range));
  const isCovered = ({ date }: CorporateAction) => covered.some((range) => isWithin(date, range));
  const [before, after] = [byKey(stored.actions.filter(isAnswered)), byKey(fetched.actions)];
  const appeared = [...after.values()].filter((action) => !before.has(keyOf(action)) && isCovered(action));
  const restated = [
    ...fetched.bars.map(({ date, close }) => change(date, "close", stored.closes.get(date) ?? close, close)),
    ...[...before.values()].map((action) => {
      const now = after.get(keyOf(action))?.value ?? null;
      return change(action.date, action.kind, action.value, now);
    }),
    ...appeared.map(({ date, kind, value }) => ({ date, kind, before: null, after: value })),
  ];
  return restated.filter((each) => each !== null).toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

const keyOf = ({ date, kind }: CorporateAction) => `${date} ${kind}`;

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
