import type { Risk } from "./portfolio-data.ts";

/** The trend of volatility in words. */
export function trendReading(trend: NonNullable<Risk["volatilityTrend"]>): string {
  switch (trend) {
    case "rising":
      return "Rising over the last 21 sessions";
    case "falling":
      return "Falling over the last 21 sessions";
    case "flat":
      return "No clear direction over the last 21 sessions";
    default:
      return trend satisfies never;
  }
}

/** Where today's volatility stands among its last 252 values, in words. */
export function percentileReading(percentilePct: number): string {
  const share = `${Math.round(percentilePct)}%`;
  if (percentilePct >= 80) return `High for this portfolio: at or above ${share} of its last 252 sessions`;
  if (percentilePct <= 20) return `Low for this portfolio: at or above only ${share} of its last 252 sessions`;
  return `Usual for this portfolio: at or above ${share} of its last 252 sessions`;
}

/** What an annualized volatility means for one day, as a fraction: √252 sessions a year. */
export function dailyMove(annualized: number): number {
  return annualized / Math.sqrt(252);
}
