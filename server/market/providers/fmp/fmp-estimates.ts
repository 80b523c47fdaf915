import { z } from "zod";
import type { Estimate } from "../../price-source.ts";
import type { FmpApi } from "./fmp-api.ts";

const NUMBER = z.number().nullish();
const ESTIMATE = z.object({
  date: z.iso.date(),
  revenueAvg: NUMBER,
  epsAvg: NUMBER,
  epsLow: NUMBER,
  epsHigh: NUMBER,
  numAnalystsEps: NUMBER,
});
const REPORT = z.object({ date: z.iso.date(), epsActual: NUMBER });

/** The most distant come first, so that a small limit would leave out the next. */
const MOST_ROWS = 100;
const PERIODS = 4;
const REPORTS = 12;

/** What is expected of the next four periods that end after `reported`; one request. @throws ProviderError */
export async function fmpEstimates(
  api: FmpApi,
  ticker: string,
  frequency: Estimate["frequency"],
  reported: string,
  signal?: AbortSignal,
): Promise<Estimate[]> {
  const period = frequency === "annual" ? "annual" : "quarter";
  const asked = { symbol: ticker, period, page: 0, limit: MOST_ROWS };
  const rows = await api.rowsIfIncluded("analyst-estimates", asked, ESTIMATE, signal);
  return rows
    .filter(({ date }) => date > reported)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .slice(0, PERIODS)
    .map((row) => ({
      periodEnd: row.date,
      frequency,
      periodType: "estimate",
      revenue: row.revenueAvg ?? null,
      epsDiluted: row.epsAvg ?? null,
      epsLow: row.epsLow ?? null,
      epsHigh: row.epsHigh ?? null,
      analysts: row.numAnalystsEps ?? null,
    }));
}

/** The first date from `today` on whose earnings are not reported yet; one request. @throws ProviderError */
export async function fmpNextEarnings(
  api: FmpApi,
  ticker: string,
  today: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const rows = await api.rowsIfIncluded("earnings", { symbol: ticker, limit: REPORTS }, REPORT, signal);
  const dates = rows.filter(({ date, epsActual }) => date >= today && (epsActual ?? null) === null);
  return dates.map(({ date }) => date).sort()[0] ?? null;
}
