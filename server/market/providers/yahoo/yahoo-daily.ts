import type { DailyAnswer, DailyFailure, Listing } from "../../price-source.ts";
import { ProviderError } from "../../provider-http/provider-error.ts";
import { dailyAnswer } from "../daily-answer.ts";
import { settledRange } from "../settled-range.ts";
import { asTraded } from "./as-traded.ts";
import { type YahooChart, yahooChart } from "./yahoo-chart.ts";
import type { YahooClient } from "./yahoo-client.ts";
import { utcDate } from "./yahoo-instant.ts";
import { yahooSessions } from "./yahoo-sessions.ts";
import { yahooSymbol } from "./yahoo-symbol.ts";

const DAY_MS = 86_400_000;
const NEW_YORK = "America/New_York";

export interface DailyQuestion {
  readonly symbol: string;
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asked until now, whatever range is wanted: prices are divided by every split that has happened since. A day on either
 * side, as in the east a session opens on the day before in UTC, and there it is already tomorrow. Null where the range
 * lies after the end of a listing.
 */
async function chartOf(client: YahooClient, { symbol, from, now, signal }: DailyQuestion): Promise<YahooChart | null> {
  const period1 = new Date(Date.parse(from) - DAY_MS);
  const period2 = new Date(Math.max(now.getTime(), period1.getTime()) + DAY_MS);
  const name = encodeURIComponent(yahooSymbol(symbol));
  const range = { period1, period2, interval: "1d", events: "div|split|capitalGains", includePrePost: false } as const;
  try {
    return await client.ask(
      (library, options) => library.chart(name, { ...range, return: "object" }, options),
      yahooChart,
      signal,
    );
  } catch (error) {
    const isOutside =
      error instanceof ProviderError && error.code === "bad-request" && /doesn't exist for/i.test(error.message);
    if (isOutside) return null;
    throw error;
  }
}

const noPrice = ({ symbol, from, to }: DailyQuestion, first: Date | null): DailyFailure => ({
  symbol,
  code: "no-data",
  reason: `Yahoo Finance has no price from ${from} to ${to}${first ? `; its prices begin on ${utcDate(first)}` : ""}`,
});

const listingOf = (symbol: string, { meta }: YahooChart): Listing => ({
  provider: "yahoo",
  providerSymbol: meta.symbol === symbol ? null : meta.symbol,
  currency: meta.currency ?? null,
});

/**
 * The bars of one symbol as traded, or why there are none.
 *
 * @throws ProviderError
 */
export async function yahooDaily(client: YahooClient, question: DailyQuestion): Promise<DailyAnswer | DailyFailure> {
  const { symbol, from, to, now } = question;
  const chart = await chartOf(client, question);
  if (!chart) return noPrice(question, null);
  const { rows, actions } = asTraded(chart);
  const range = settledRange(from, to, now);
  const sessions = yahooSessions(rows, range, chart.meta.exchangeTimezoneName === NEW_YORK);
  const within = actions.filter(({ date }) => date >= from && date <= to);
  return (
    dailyAnswer(symbol, listingOf(symbol, chart), sessions, within, range) ??
    noPrice(question, chart.meta.firstTradeDate ?? null)
  );
}
