import { z } from "zod";
import type { CorporateAction, RejectedCell } from "../../price-source.ts";
import { dayActions } from "../day-actions.ts";
import type { MassiveApi, MassiveQuery } from "./massive-api.ts";

/** One ticker's splits and dividends, and those that cannot be used. */
interface TickerActions {
  readonly actions: readonly CorporateAction[];
  readonly rejected: readonly RejectedCell[];
}

/** Splits and dividends of a range by ticker; a ticker without any is absent. */
export type ActionTable = ReadonlyMap<string, TickerActions>;

const DATE = z.iso.date();
const SPLIT = z.object({
  ticker: z.string(),
  execution_date: DATE,
  split_from: z.number().positive(),
  split_to: z.number().positive(),
});
const DIVIDEND = z.object({
  ticker: z.string(),
  ex_dividend_date: DATE,
  cash_amount: z.number().nonnegative(),
  currency: z.string().nullish(),
  distribution_type: z.string().nullish(),
  declaration_date: z.string().nullish(),
  record_date: z.string().nullish(),
  pay_date: z.string().nullish(),
});

const MOST_ROWS = 5000;
const TICKERS_A_CALL = 250;

/** The same event listed twice under two ids is one event. */
const distinct = <Row>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
];

function tableOf(splits: readonly z.output<typeof SPLIT>[], dividends: readonly z.output<typeof DIVIDEND>[]) {
  const table = new Map<string, { actions: CorporateAction[]; rejected: RejectedCell[] }>();
  const of = (ticker: string) => {
    const found = table.get(ticker) ?? { actions: [], rejected: [] };
    table.set(ticker, found);
    return found;
  };
  for (const { ticker, execution_date: date, split_from, split_to } of distinct(splits)) {
    of(ticker).actions.push({ date, kind: "split", value: split_to / split_from });
  }
  for (const { ticker, ex_dividend_date: date, cash_amount, currency } of distinct(dividends)) {
    if (cash_amount === 0) continue;
    if ((currency ?? "USD") === "USD") of(ticker).actions.push({ date, kind: "dividend", value: cash_amount });
    else {
      const reason = "not in the currency of the price";
      of(ticker).rejected.push({ date, value: `${cash_amount} ${currency}`, place: "dividend", reason });
    }
  }
  return new Map(
    [...table].map(([ticker, { actions, rejected }]) => [ticker, { actions: dayActions(actions), rejected }]),
  );
}

async function actionsOf(api: MassiveApi, from: string, to: string, of: MassiveQuery, signal?: AbortSignal) {
  const within = (field: string) => ({ ...of, [`${field}.gte`]: from, [`${field}.lte`]: to, limit: MOST_ROWS });
  const splits = await api.list("/stocks/v1/splits", within("execution_date"), SPLIT, signal);
  const dividends = await api.list("/stocks/v1/dividends", within("ex_dividend_date"), DIVIDEND, signal);
  return tableOf(splits, dividends);
}

/**
 * Splits (new shares per old) and dividends of every ticker from `from` to `to`. `cash_amount` is money per share as it
 * was paid, not adjusted for later splits; `split_adjusted_cash_amount` would be. @throws ProviderError
 */
export const allActions = (api: MassiveApi, from: string, to: string, signal?: AbortSignal): Promise<ActionTable> =>
  actionsOf(api, from, to, {}, signal);

/** The same of some tickers alone. @throws ProviderError */
export async function actionsOfTickers(
  api: MassiveApi,
  tickers: readonly string[],
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<ActionTable> {
  const tables: ActionTable[] = [];
  for (let start = 0; start < tickers.length; start += TICKERS_A_CALL) {
    const named = tickers.slice(start, start + TICKERS_A_CALL).join(",");
    tables.push(await actionsOf(api, from, to, { "ticker.any_of": named }, signal));
  }
  return new Map(tables.flatMap((table) => [...table]));
}
