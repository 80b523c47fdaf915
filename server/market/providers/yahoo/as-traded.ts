import type { Bar, CorporateAction, RejectedCell } from "../../price-source.ts";
import { exchangeDate } from "./exchange-date.ts";
import { shortestDecimal } from "./shortest-decimal.ts";
import type { YahooChart } from "./yahoo-chart.ts";

/** Yahoo's prices are single precision: 24 bits, and one more for its own division. */
const PRICE_NOISE = 2 ** -23;
/** Yahoo's dividends are divided by later splits, then rounded to six decimals. */
const DIVIDEND_ERROR = 0.51e-6;

export interface AsTraded {
  readonly bars: Bar[];
  readonly actions: CorporateAction[];
  readonly rejected: RejectedCell[];
}

const byDate = (a: { date: string }, b: { date: string }) => (a.date < b.date ? -1 : 1);

/** One value a date: splits of one day multiply, dividends add up. */
function perDate(entries: readonly (readonly [string, number])[], join: (a: number, b: number) => number) {
  const found = new Map<string, number>();
  for (const [date, value] of entries) {
    const before = found.get(date);
    found.set(date, before === undefined ? value : join(before, value));
  }
  return Array.from(found, ([date, value]) => ({ date, value })).sort(byDate);
}

type Factor = (date: string) => number;

/** New shares by now for one share of a date: the splits after it multiplied. */
function factorOf(splits: readonly { date: string; value: number }[]): Factor {
  return (date) => splits.reduce((factor, split) => (split.date > date ? factor * split.value : factor), 1);
}

const price = (adjusted: number, factor: number) =>
  shortestDecimal(adjusted * factor, Math.abs(adjusted * factor) * PRICE_NOISE);

const usable = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value) && value > 0;

/** Why the close is none; null where it is one. */
function closeProblem(close: number | null | undefined): string | null {
  if (close === null || close === undefined) return "no close";
  if (!Number.isFinite(close)) return "not a number";
  return close > 0 ? null : "not above zero";
}

function barAt({ quote }: YahooChart, index: number, date: string, close: number, factor: number): Bar {
  const traded = (column: readonly (number | null)[]) => {
    const value = column[index];
    return usable(value) ? price(value, factor) : null;
  };
  const volume = quote.volume[index];
  return {
    date,
    open: traded(quote.open),
    high: traded(quote.high),
    low: traded(quote.low),
    close: price(close, factor),
    volume: typeof volume === "number" && volume >= 0 && Number.isFinite(volume) ? Math.round(volume / factor) : null,
  };
}

function sessionsOf(chart: YahooChart, dateOf: (instant: Date) => string, factor: Factor) {
  const bars: Bar[] = [];
  const rejected: RejectedCell[] = [];
  chart.timestamp.forEach((seconds, index) => {
    const date = dateOf(new Date(seconds * 1000));
    const close = chart.quote.close[index];
    const reason = closeProblem(close);
    if (reason === null && close) bars.push(barAt(chart, index, date, close, factor(date)));
    else rejected.push({ date, value: String(close ?? ""), place: `close of ${date}`, reason: reason ?? "no close" });
  });
  return { bars, rejected };
}

function actionsOf(chart: YahooChart, dateOf: (instant: Date) => string) {
  const splits = Object.values(chart.events.splits ?? {}).map(
    ({ date, numerator, denominator }) => [dateOf(date), numerator / denominator] as const,
  );
  const dividends = Object.values(chart.events.dividends ?? {}).map(
    ({ date, amount }) => [dateOf(date), amount] as const,
  );
  return { splits: perDate(splits, (a, b) => a * b), dividends: perDate(dividends, (a, b) => a + b) };
}

/**
 * Brings a chart that reaches to now back to what was traded: prices and dividends times the splits after their date,
 * volumes divided by them. A dividend on the day of a split is one per new share. Dates are the exchange's.
 */
export function asTraded(chart: YahooChart): AsTraded {
  const dateOf = exchangeDate(chart.meta.exchangeTimezoneName);
  const { splits, dividends } = actionsOf(chart, dateOf);
  const factor = factorOf(splits);
  const paid = dividends.flatMap(({ date, value }): CorporateAction[] => {
    const [amount, step] = [value * factor(date), DIVIDEND_ERROR * factor(date)];
    return value > 0
      ? [{ date, kind: "dividend", value: shortestDecimal(amount, Math.max(amount * PRICE_NOISE, step)) }]
      : [];
  });
  const split = splits.map(({ date, value }): CorporateAction => ({ date, kind: "split", value }));
  return { ...sessionsOf(chart, dateOf, factor), actions: [...split, ...paid].sort(byDate) };
}
