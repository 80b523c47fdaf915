import type { CorporateAction } from "../../price-source.ts";
import { dayActions } from "../day-actions.ts";
import type { PriceCells } from "../session-bars.ts";
import { exchangeDate } from "./exchange-date.ts";
import { shortestDecimal } from "./shortest-decimal.ts";
import type { YahooChart } from "./yahoo-chart.ts";

/** Yahoo's prices are single precision: 24 bits, and one more for its own division. */
const PRICE_NOISE = 2 ** -23;
/** What later splits divide is then rounded to six decimals: all dividends, and prices of a history that is not recent. */
const ROUNDING = 0.51e-6;

export interface AsTraded {
  readonly rows: PriceCells[];
  readonly actions: CorporateAction[];
}

type Factor = (date: string) => number;
type Cell = number | null | undefined;

/** New shares by now for one share of a date: the splits after it multiplied. */
function factorOf(splits: readonly CorporateAction[]): Factor {
  return (date) => splits.reduce((factor, split) => (split.date > date ? factor * split.value : factor), 1);
}

const isPositive = (value: Cell): value is number => typeof value === "number" && Number.isFinite(value) && value > 0;

/** What is no price stays as it was found. */
function price(adjusted: Cell, factor: number): Cell {
  if (!isPositive(adjusted)) return adjusted;
  const traded = adjusted * factor;
  return shortestDecimal(traded, Math.max(traded * PRICE_NOISE, factor > 1 ? ROUNDING * factor : 0));
}

function rowsOf({ timestamp, quote }: YahooChart, dateOf: (instant: Date) => string, factorAt: Factor): PriceCells[] {
  return timestamp.map((seconds, index) => {
    const date = dateOf(new Date(seconds * 1000));
    const factor = factorAt(date);
    const volume = quote.volume[index];
    return {
      date,
      open: price(quote.open[index], factor),
      high: price(quote.high[index], factor),
      low: price(quote.low[index], factor),
      close: price(quote.close[index], factor),
      volume: isPositive(volume) ? Math.round(volume / factor) : volume,
    };
  });
}

function splitsOf({ events }: YahooChart, dateOf: (instant: Date) => string): CorporateAction[] {
  return Object.values(events.splits ?? {}).map(({ date, numerator, denominator }) => ({
    date: dateOf(date),
    kind: "split",
    value: numerator / denominator,
  }));
}

/** Dividends, and the capital gains that funds distribute, which Yahoo sometimes counts among the dividends too. */
function paymentsOf(
  { events }: YahooChart,
  dateOf: (instant: Date) => string,
): { readonly date: Date; readonly amount: number }[] {
  const dividends = Object.values(events.dividends ?? {});
  const isCounted = (gain: { readonly date: Date; readonly amount: number }) =>
    dividends.some(({ date, amount }) => dateOf(date) === dateOf(gain.date) && amount === gain.amount);
  return [...dividends, ...Object.values(events.capitalGains ?? {}).filter((gain) => !isCounted(gain))];
}

function dividendsOf(chart: YahooChart, dateOf: (instant: Date) => string, factorAt: Factor): CorporateAction[] {
  return paymentsOf(chart, dateOf).flatMap(({ date: instant, amount }): CorporateAction[] => {
    const date = dateOf(instant);
    const factor = factorAt(date);
    const paid = amount * factor;
    const value = shortestDecimal(paid, Math.max(paid * PRICE_NOISE, ROUNDING * factor));
    return value > 0 ? [{ date, kind: "dividend", value }] : [];
  });
}

/**
 * Brings a chart that reaches to now back to what was traded: prices and dividends times the splits after their date,
 * volumes divided by them. Capital gains that a fund distributes are dividends. A dividend on the day of a split is one per new share. Dates are the exchange's.
 */
export function asTraded(chart: YahooChart): AsTraded {
  const dateOf = exchangeDate(chart.meta.exchangeTimezoneName);
  const splits = splitsOf(chart, dateOf);
  const factorAt = factorOf(splits);
  return {
    rows: rowsOf(chart, dateOf, factorAt),
    actions: dayActions([...splits, ...dividendsOf(chart, dateOf, factorAt)]),
  };
}
