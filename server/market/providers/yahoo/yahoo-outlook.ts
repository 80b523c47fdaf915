import { z } from "zod";
import type { Estimate, StatementFrequency } from "../../price-source.ts";
import { yahooFigure as figure, yahooPart as part } from "./yahoo-figure.ts";
import { utcDate, yahooInstant } from "./yahoo-instant.ts";

/** A date that says more beside the statements; where it is none, nothing is said. */
const instant = yahooInstant.nullish().catch(null);

const expectation = z.object({
  period: z.string(),
  endDate: instant,
  earningsEstimate: part({ avg: figure, low: figure, high: figure, numberOfAnalysts: figure }),
  revenueEstimate: part({ avg: figure }),
});

/** What Yahoo says of a company's books beside the statements. */
export const yahooOutlook = z.object({
  defaultKeyStatistics: part({ lastFiscalYearEnd: instant }),
  earningsTrend: part({ trend: z.array(expectation).nullish() }),
  calendarEvents: part({ earnings: part({ earningsDate: z.array(instant).nullish() }) }),
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
  return (earningsTrend.trend ?? []).flatMap(({ period, endDate, earningsEstimate, revenueEstimate }): Estimate[] => {
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
  const dates = (calendarEvents.earnings.earningsDate ?? []).flatMap((date) => (date ? [utcDate(date)] : []));
  return dates.filter((date) => date >= today).sort()[0] ?? null;
}
