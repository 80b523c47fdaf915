import { presentSession } from "../../nyse-calendar.ts";
import type { DailyAnswer, DailyFailure } from "../../price-source.ts";
import { dailyFailure } from "../../provider-http/daily-failure.ts";
import { asTraded } from "./as-traded.ts";
import { settledSessions } from "./settled-sessions.ts";
import { providerError } from "./yahoo-answer.ts";
import { type YahooChart, yahooChart } from "./yahoo-chart.ts";
import type { YahooClient } from "./yahoo-client.ts";
import { utcDate } from "./yahoo-instant.ts";
import { yahooSymbol } from "./yahoo-symbol.ts";

const DAY_MS = 86_400_000;
const NEW_YORK = "America/New_York";
const NAMED_CELLS = 3;

export interface DailyQuestion {
  readonly symbol: string;
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

/** Asked until now, whatever range is wanted: prices are divided by every split that has happened since. */
function chartOf(client: YahooClient, { symbol, from, now, signal }: DailyQuestion): Promise<YahooChart> {
  // A day on either side: in the east a session opens on the day before in UTC, and there it is already tomorrow.
  const period1 = new Date(Date.parse(from) - DAY_MS);
  const period2 = new Date(now.getTime() + DAY_MS);
  const name = encodeURIComponent(yahooSymbol(symbol));
  return client.ask(
    (library, options) =>
      library.chart(
        name,
        { period1, period2, interval: "1d", events: "div|split", includePrePost: false, return: "object" },
        options,
      ),
    yahooChart,
    signal,
  );
}

function nothing(
  { symbol, from, to }: DailyQuestion,
  { rejected, chart }: { rejected: readonly { date: string; reason: string }[]; chart: YahooChart },
): DailyFailure {
  if (rejected.length > 0) {
    const named = rejected.slice(0, NAMED_CELLS).map(({ date, reason }) => `${date}: ${reason}`);
    const more = rejected.length > named.length ? ` and ${rejected.length - named.length} more` : "";
    return {
      symbol,
      code: "bad-data",
      reason: `Yahoo Finance has no usable price from ${from} to ${to}: ${named.join("; ")}${more}`,
    };
  }
  const first = chart.meta.firstTradeDate;
  const since = first ? `; its prices begin on ${utcDate(first)}` : "";
  return { symbol, code: "no-data", reason: `Yahoo Finance has no price from ${from} to ${to}${since}` };
}

function answerOf(question: DailyQuestion, chart: YahooChart): DailyAnswer | DailyFailure {
  const { symbol, from, to, now } = question;
  const { symbol: name, currency, exchangeTimezoneName } = chart.meta;
  const found = asTraded(chart);
  const wanted = { from, to, present: presentSession(now), inNewYork: exchangeTimezoneName === NEW_YORK };
  const { bars, rejected } = settledSessions(found, wanted);
  if (bars.length === 0) return nothing(question, { rejected, chart });
  return {
    symbol,
    bars,
    actions: found.actions.filter(({ date }) => date >= from && date <= to),
    ...(rejected.length > 0 ? { rejected } : {}),
    listing: { provider: "yahoo", providerSymbol: name === symbol ? null : name, currency: currency ?? null },
  };
}

function failureOf(symbol: string, error: unknown): DailyFailure {
  const failure = dailyFailure(symbol, providerError(error));
  // Yahoo's way of saying that a range lies wholly before a listing or after its end.
  return /^.*data doesn't exist for/i.test(failure.reason) ? { ...failure, code: "no-data" } : failure;
}

/** The bars of one symbol as traded, or why there are none. Rejects only when the signal is aborted. */
export async function yahooDaily(client: YahooClient, question: DailyQuestion): Promise<DailyAnswer | DailyFailure> {
  try {
    return answerOf(question, await chartOf(client, question));
  } catch (error) {
    question.signal?.throwIfAborted();
    return failureOf(question.symbol, error);
  }
}
