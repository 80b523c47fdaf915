import { and, between, eq, lte, notInArray } from "drizzle-orm";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Transaction } from "#server/db/client.ts";
import {
  portfolioCorrelations,
  portfolioFactors,
  portfolioRisk,
  portfolioSectors,
  portfolioStress,
} from "#server/db/schema/analytics.ts";
import type { DateAnalysis } from "./compute.ts";

export interface AnalyzedDate {
  readonly date: string;
  readonly analysis: DateAnalysis;
}

interface Key {
  readonly portfolioId: string;
  readonly runId: string;
}

/** Replaces the results of consecutive sessions. */
export async function saveAnalyses(
  tx: Transaction,
  { portfolioId, runId }: Key,
  analyzed: readonly AnalyzedDate[],
): Promise<void> {
  const [first, last] = [analyzed[0], analyzed.at(-1)];
  if (first === undefined || last === undefined) return;
  const rowsOf = <Row extends object>(rows: (analysis: DateAnalysis) => readonly Row[]) =>
    analyzed.flatMap(({ date, analysis }) => rows(analysis).map((row) => ({ portfolioId, date, ...row })));
  const datesOf = (table: typeof portfolioSectors | typeof portfolioStress) =>
    and(eq(table.portfolioId, portfolioId), between(table.date, first.date, last.date));
  const scenarios = first.analysis.stress.map(({ scenario }) => scenario);
  await tx.delete(portfolioSectors).where(datesOf(portfolioSectors));
  await tx
    .delete(portfolioStress)
    .where(and(datesOf(portfolioStress), notInArray(portfolioStress.scenario, scenarios)));
  await bulkUpsert(
    tx,
    portfolioFactors,
    rowsOf(({ factors }) => factors),
    { onConflict: "replace" },
  );
  await bulkUpsert(
    tx,
    portfolioSectors,
    rowsOf(({ sectors }) => sectors),
    { onConflict: "replace" },
  );
  await bulkUpsert(
    tx,
    portfolioStress,
    rowsOf(({ stress }) => stress),
    { onConflict: "replace" },
  );
  await bulkUpsert(
    tx,
    portfolioRisk,
    rowsOf(({ risk }) => [{ runId, ...risk }]),
    { onConflict: "replace" },
  );
}

/** Stores the correlation matrix of a run's final date in the place of those before it. */
export async function saveCorrelations(
  tx: Transaction,
  { portfolioId, runId }: Key,
  { date, analysis }: AnalyzedDate,
): Promise<void> {
  const upToDate = lte(portfolioCorrelations.date, date);
  await tx.delete(portfolioCorrelations).where(and(eq(portfolioCorrelations.portfolioId, portfolioId), upToDate));
  const row = analysis.correlation?.();
  if (row) await tx.insert(portfolioCorrelations).values({ portfolioId, date, runId, ...row });
}
