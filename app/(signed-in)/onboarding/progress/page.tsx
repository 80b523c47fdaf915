import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { ownedPortfolio } from "#server/queries/owned-portfolio.ts";
import { newestRunId } from "#server/queries/owned-run.ts";
import { pageDatabase } from "#server/queries/page-database.ts";

/** The newest run of a portfolio, for those who know the portfolio only. */
export default async function Progress({ searchParams }: { searchParams: Promise<{ portfolioId?: string }> }) {
  const viewer = await signedInViewer(await headers());
  const portfolio = await ownedPortfolio(pageDatabase(), viewer, (await searchParams).portfolioId ?? "");
  const runId = portfolio && (await newestRunId(pageDatabase(), portfolio.id));
  if (!runId) notFound();
  redirect(`/runs/${runId}`);
}
