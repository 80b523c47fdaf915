import { z } from "zod";
import { exchangeDate } from "./exchange-date.ts";
import { yahooInstant } from "./yahoo-instant.ts";

/** A price or volume as found, be it a possible one or not: that is judged per session. */
const cell = z.custom<number | null>((value) => value === null || typeof value === "number", "no number");
const cells = z.array(cell);

const quotes = z.object({ open: cells, high: cells, low: cells, close: cells, volume: cells });

function isTimeZone(name: string): boolean {
  try {
    return exchangeDate(name)(new Date(0)) !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const meta = z.object({
  symbol: z.string(),
  currency: z.string().min(1).nullish(),
  exchangeTimezoneName: z.string().refine(isTimeZone, "a time zone expected"),
  firstTradeDate: yahooInstant.nullish(),
});

const payments = z.record(z.string(), z.object({ date: yahooInstant, amount: z.number() })).optional();

const events = z.object({
  splits: z
    .record(
      z.string(),
      z.object({ date: yahooInstant, numerator: z.number().positive(), denominator: z.number().positive() }),
    )
    .optional(),
  dividends: payments,
  capitalGains: payments,
});

/**
 * A daily chart: prices divided, volumes multiplied by every later split until now; `timestamp` is when the sessions
 * opened, in seconds. Without any session in its range it has neither timestamps nor quotes.
 */
export const yahooChart = z
  .object({
    meta,
    timestamp: z.array(z.number()).default([]),
    events: events.default({}),
    indicators: z.object({ quote: z.array(z.union([quotes, z.strictObject({})])) }),
  })
  .transform(({ indicators, ...chart }) => {
    const [quote] = indicators.quote;
    const none = { open: [], high: [], low: [], close: [], volume: [] };
    return { ...chart, quote: quote && "close" in quote ? quote : none };
  })
  .refine(({ timestamp, quote }) => Object.values(quote).every((column) => column.length === timestamp.length), {
    error: "as many prices as sessions expected",
  });

export type YahooChart = z.output<typeof yahooChart>;
