import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { PortfolioPage } from "#components/portfolio/portfolio-page.tsx";
import { pageDatabase } from "#server/queries/page-database.ts";
import { portfolioPage } from "#server/queries/portfolio-page.ts";

export const metadata = { title: "Portfolio" };

export default async function Portfolio({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await signedInViewer(await headers());
  const data = await portfolioPage(pageDatabase(), viewer, (await params).id);
  return <PortfolioPage data={data ?? notFound()} />;
}
