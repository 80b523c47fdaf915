import { z } from "zod";
import type { Estimate, StatementFrequency } from "../../price-source.ts";
import { yahooFigure as figure } from "./yahoo-figure.ts";
import { utcDate, yahooInstant } from "./yahoo-instant.ts";

const earnings = z.object({ avg: figure, low: figure, high: figure, numberOfAnalysts: figure });
const revenue = z.object({ avg: figure });

const expectation = z.object({
  period: z.string(),
  endDate: yahooInstant.nullish(),
  earningsEstimate: earnings.prefault({}),
  revenueEstimate: revenue.prefault({}),
});

/** What Yahoo says of a company's books beside the statements; parts it does not have are left out. */
export const yahooOutlook = z.object({
  defaultKeyStatistics: z.object({ lastFiscalYearEnd: yahooInstant.nullish() }).default({}),
  earningsTrend: z.object({ trend: z.array(expectation) }).default({ trend: [] }),
  calendarEvents: z
    .object({ earnings: z.object({ earningsDate: z.array(yahooInstant).default([]) }).prefault({}) })
    .prefault({}),
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
        revenue: revenueEstimate.avg,
        epsDiluted: earningsEstimate.avg,
        epsLow: earningsEstimate.low,
        epsHigh: earningsEstimate.high,
        analysts: earningsEstimate.numberOfAnalysts,
      },
    ];
  });
}

/** The first announced earnings date from `today` on. */
export function nextEarningsOf({ calendarEvents }: YahooOutlook, today: string): string | null {
  const dates = calendarEvents.earnings.earningsDate.map(utcDate).filter((date) => date >= today);
  return dates.sort()[0] ?? null;
}
