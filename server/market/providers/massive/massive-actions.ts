import { z } from "zod";
import { type ActionVerdict, type JudgedActions, judgedActions, judgedRow } from "../judged-actions.ts";
import type { MassiveApi, MassiveQuery } from "./massive-api.ts";

/** Splits and dividends of a range by ticker; a ticker without any is absent. */
export type ActionTable = ReadonlyMap<string, JudgedActions>;

/** Massive leaves any attribute out that it does not know; a row without its ticker is nobody's. */
const ROW = z.unknown();
const OWNED = z.looseObject({ ticker: z.string().min(1) });
const SPLIT = z.object({
  execution_date: z.iso.date(),
  split_from: z.number().positive(),
  split_to: z.number().positive(),
});
const DIVIDEND = z.object({
  ex_dividend_date: z.iso.date(),
  cash_amount: z.number().nonnegative(),
  currency: z.string().nullish(),
});
/** What tells two events of one day apart; their ids do not. */
const EVENT = [
  "ticker",
  ...Object.keys(SPLIT.shape),
  ...Object.keys(DIVIDEND.shape),
  "distribution_type",
  "declaration_date",
  "record_date",
  "pay_date",
];

const MOST_ROWS = 5000;
const TICKERS_A_CALL = 250;

type Owned = z.output<typeof OWNED>;

/** By ticker; the same event listed twice under two ids is one event. */
function byTicker(rows: readonly unknown[]): Map<string, Owned[]> {
  const owned = rows.flatMap((row) => OWNED.safeParse(row).data ?? []);
  const distinct = new Map(owned.map((row) => [JSON.stringify(EVENT.map((field) => row[field])), row]));
  return Map.groupBy(distinct.values(), ({ ticker }) => ticker);
}

const splitOf = (row: Owned): ActionVerdict =>
  judgedRow("split", row, "execution_date", SPLIT, ({ execution_date: date, split_from, split_to }) => ({
    date,
    kind: "split",
    value: split_to / split_from,
  }));

const dividendOf = (row: Owned): ActionVerdict =>
  judgedRow("dividend", row, "ex_dividend_date", DIVIDEND, ({ ex_dividend_date: date, cash_amount, currency }) => {
    if (cash_amount === 0 || (currency ?? "USD") === "USD") return { date, kind: "dividend", value: cash_amount };
    const reason = "not in the currency of the price";
    return { date, value: `${cash_amount} ${currency}`, place: "dividend", reason };
  });

const isPaid = (verdict: ActionVerdict) => !("kind" in verdict) || verdict.value > 0;

function tableOf(splits: readonly unknown[], dividends: readonly unknown[]): ActionTable {
  const [splitRows, dividendRows] = [byTicker(splits), byTicker(dividends)];
  const tickers = new Set([...splitRows.keys(), ...dividendRows.keys()]);
  return new Map(
    [...tickers].map((ticker) => {
      const paid = (dividendRows.get(ticker) ?? []).map(dividendOf).filter(isPaid);
      return [ticker, judgedActions([...(splitRows.get(ticker) ?? []).map(splitOf), ...paid])];
    }),
  );
}

async function actionsOf(api: MassiveApi, from: string, to: string, of: MassiveQuery, signal?: AbortSignal) {
  const within = (field: string) => ({ ...of, [`${field}.gte`]: from, [`${field}.lte`]: to, limit: MOST_ROWS });
  const splits = await api.list("/stocks/v1/splits", within("execution_date"), ROW, signal);
  const dividends = await api.list("/stocks/v1/dividends", within("ex_dividend_date"), ROW, signal);
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
