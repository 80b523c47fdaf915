import { and, between, eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Transaction } from "#server/db/client.ts";
import { portfolioFactors, portfolioRisk, portfolioSectors } from "#server/db/schema/analytics.ts";
import type { DateAnalysis } from "./compute.ts";

export interface AnalyzedDate {
  readonly date: string;
  readonly analysis: DateAnalysis;
}

/** Replaces the results of consecutive sessions. */
export async function saveAnalyses(
  tx: Transaction,
  { portfolioId, runId }: { portfolioId: string; runId: string },
  analyzed: readonly AnalyzedDate[],
): Promise<void> {
  if (analyzed.length === 0) return;
  const dates = between(
    portfolioSectors.date,
    required(analyzed[0], "first date").date,
    required(analyzed.at(-1), "last date").date,
  );
  await tx.delete(portfolioSectors).where(and(eq(portfolioSectors.portfolioId, portfolioId), dates));
  const keyed = analyzed.map(({ date, analysis }) => ({ key: { portfolioId, date }, analysis }));
  const factors = keyed.flatMap(({ key, analysis }) => analysis.factors.map((row) => ({ ...key, ...row })));
  const sectors = keyed.flatMap(({ key, analysis }) => analysis.sectors.map((row) => ({ ...key, ...row })));
  const risk = keyed.map(({ key, analysis }) => ({ ...key, runId, ...analysis.risk }));
  await bulkUpsert(tx, portfolioFactors, factors, { onConflict: "replace" });
  await bulkUpsert(tx, portfolioSectors, sectors, { onConflict: "replace" });
  await bulkUpsert(tx, portfolioRisk, risk, { onConflict: "replace" });
}
