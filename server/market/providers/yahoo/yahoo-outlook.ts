import { z } from "zod";
import type { Estimate, StatementFrequency } from "../../price-source.ts";
import { yahooFigure as figure, yahooText as text } from "./yahoo-figure.ts";
import { utcDate, yahooInstant } from "./yahoo-instant.ts";

const earnings = z.object({ avg: figure, low: figure, high: figure, numberOfAnalysts: figure }).partial();
const revenue = z.object({ avg: figure }).partial();

const expectation = z.object({
  period: z.string(),
  endDate: yahooInstant.nullish(),
  earningsEstimate: earnings.default({}),
  revenueEstimate: revenue.default({}),
});

/** What Yahoo says of a company's books beside the statements; parts it does not have are left out. */
export const yahooOutlook = z.object({
  defaultKeyStatistics: z.object({ lastFiscalYearEnd: yahooInstant.nullish() }).default({}),
  financialData: z.object({ financialCurrency: text }).default({ financialCurrency: null }),
  earningsTrend: z.object({ trend: z.array(expectation) }).default({ trend: [] }),
  calendarEvents: z
    .object({ earnings: z.object({ earningsDate: z.array(yahooInstant).default([]) }).default({ earningsDate: [] }) })
    .default({ earnings: { earningsDate: [] } }),
});

export type YahooOutlook = z.output<typeof yahooOutlook>;

/** "0q", "+1q", "0y", "+1y"; others, as "+5y", are growth rates over years. */
function frequencyOf(period: string): StatementFrequency | null {
  if (period === "0q" || period === "+1q") return "quarterly";
  return period === "0y" || period === "+1y" ? "annual" : null;
}

/** What analysts expect of periods that end after the last one reported, nearest first. */
export function estimatesOf(
  { earningsTrend }: YahooOutlook,
  lastReported: Readonly<Record<StatementFrequency, string | null>>,
): Estimate[] {
  return earningsTrend.trend.flatMap(({ period, endDate, earningsEstimate, revenueEstimate }): Estimate[] => {
    const frequency = frequencyOf(period);
    if (frequency === null || !endDate) return [];
    const periodEnd = utcDate(endDate);
    if (periodEnd <= (lastReported[frequency] ?? "")) return [];
    return [
      {
        periodEnd,
        frequency,
        periodType: "estimate",
        revenue: revenueEstimate.avg ?? null,
        epsDiluted: earningsEstimate.avg ?? null,
        epsLow: earningsEstimate.low ?? null,
        epsHigh: earningsEstimate.high ?? null,
        analysts: earningsEstimate.numberOfAnalysts ?? null,
      },
    ];
  });
}

/** The first announced earnings date from `today` on. */
export function nextEarningsOf({ calendarEvents }: YahooOutlook, today: string): string | null {
  const dates = calendarEvents.earnings.earningsDate.map(utcDate).filter((date) => date >= today);
  return dates.sort()[0] ?? null;
}
