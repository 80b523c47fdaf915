import * as z from "zod/mini";

const series = z.array(z.nullable(z.number()));
const answer = z.object({
  dates: z.array(z.string()),
  volatility21d: series,
  volatility63d: series,
  historicalVar95: series,
  historicalEs95: series,
});

/** Risk by date as the API answers it: lists beside the dates, oldest first; fractions, null where not known. */
export type RiskHistory = z.infer<typeof answer>;
export type RiskSeries = Exclude<keyof RiskHistory, "dates">;

export function readRiskHistory(body: unknown): RiskHistory {
  return answer.parse(body);
}

export interface RiskPoint {
  readonly date: string;
  readonly first: number | null;
  readonly second: number | null;
}

/** Two of the series date by date, from the first date on which one of them is known. */
export function riskPoints(history: RiskHistory, first: RiskSeries, second: RiskSeries): readonly RiskPoint[] {
  const points = history.dates.map((date, at) => ({
    date,
    first: history[first][at] ?? null,
    second: history[second][at] ?? null,
  }));
  const start = points.findIndex((point) => point.first !== null || point.second !== null);
  return start < 0 ? [] : points.slice(start);
}
